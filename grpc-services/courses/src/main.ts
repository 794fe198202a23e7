import { runComponent } from "@lectern/runtime/component-process"
import { coursesShape } from "./config.ts"
import { startCoursesService } from "./start.ts"

await runComponent("courses-service", coursesShape, startCoursesService)
