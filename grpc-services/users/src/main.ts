import { runComponent } from "@lectern/runtime/component-process"
import { usersShape } from "./config.ts"
import { startUsersService } from "./start.ts"

await runComponent("users-service", usersShape, startUsersService)
