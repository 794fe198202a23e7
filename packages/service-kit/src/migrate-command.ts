// `node packages/service-kit/src/migrate-command.ts FOLDER`: brings the database of DATABASE_URL up to date with the
// migrations in FOLDER and ends, e.g. before the replicas of a release start. They would do the same at their start.
import { pathToFileURL } from "node:url"
import { readConfig, processShape } from "@lectern/runtime/config"
import { StartError, startFailure } from "@lectern/runtime/lifecycle"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { migrate } from "./migrations.ts"
import { serviceShape } from "./service-config.ts"

try {
  const [folder, ...others] = process.argv.slice(2)
  if (folder === undefined || others.length > 0) throw new StartError("one folder with migrations is expected")
  const { LOG_LEVEL, DATABASE_URL } = readConfig(
    { LOG_LEVEL: processShape.LOG_LEVEL, DATABASE_URL: serviceShape.DATABASE_URL },
    process.env,
  )
  const { log } = createTelemetry({ component: "migrations", logLevel: LOG_LEVEL })
  const migrations = { folder: pathToFileURL(`${folder}/`), log, waits: false }
  const { applied } = await migrate({ uri: DATABASE_URL }, migrations)
  log.info({ applied: applied.length }, "the database is up to date")
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`)
  process.exitCode = 1
}
