// Demo accounts and courses for an installation of containers: docker compose run --rm operator src/demo-command.ts
import { z } from "zod"
import { readConfig } from "@lectern/runtime/config"
import { startFailure } from "@lectern/runtime/lifecycle"
import { demoAccounts, makeDemoData } from "./demo-data.ts"
import { accessServices } from "./service-access.ts"

try {
  const config = readConfig(
    {
      USERS_SERVICE: z.string(),
      COURSES_SERVICE: z.string(),
      ENROLLMENT_SERVICE: z.string(),
      CONTENT_SERVICE: z.string(),
      PLAYBACK_SERVICE: z.string(),
      TLS_FOLDER: z.string().optional(),
      PASSPORT_PRIVATE_KEY: z.string().transform((pem) => pem.replaceAll("\\n", "\n")),
    },
    process.env,
  )
  const services = await accessServices(
    {
      users: config.USERS_SERVICE,
      courses: config.COURSES_SERVICE,
      enrollment: config.ENROLLMENT_SERVICE,
      content: config.CONTENT_SERVICE,
      playback: config.PLAYBACK_SERVICE,
    },
    config.PASSPORT_PRIVATE_KEY,
    config.TLS_FOLDER,
  )
  try {
    await makeDemoData(services, (line) => process.stdout.write(`${line}\n`))
  } finally {
    services.close()
  }
  for (const { role, email, password } of demoAccounts) process.stdout.write(`${role}: ${email}, ${password}\n`)
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`)
  process.exitCode = 1
}
