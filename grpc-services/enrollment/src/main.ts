import { runComponent } from "@lectern/runtime/component-process"
import { enrollmentShape } from "./config.ts"
import { startEnrollmentService } from "./start.ts"

await runComponent("enrollment-service", enrollmentShape, startEnrollmentService)
