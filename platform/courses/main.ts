import { stat } from "node:fs/promises"
import { extname } from "node:path"
import { parseArgs } from "node:util"
import { ServiceError } from "@lectern/rpc/errors"
import { DEFAULT_DATA } from "../src/options.ts"
import { accessRunningServices, type ServiceAccess } from "../src/service-access.ts"
import { CourseFileError, FORMATS, type Format } from "./course-file.ts"
import { exportCourses } from "./export-courses.ts"
import { importCourses, MAX_PROBLEMS, type ImportReport } from "./import-courses.ts"
import { showProgress } from "./progress.ts"

const HELP = `Moves courses with their sessions into and out of the platform that runs on this machine.

  npm run courses -- import FILE [options]
  npm run courses -- export FILE [options]

  --format csv|json    of the file (default: by its ending)
  --data FOLDER        data folder of the platform (default .data)
  --help               this text

Import only:
  --dry-run            say what would be done, and do nothing
  --instructor EMAIL   account of who teaches the courses that name nobody
  --publish            publish drafts
  --encoding NAME      of the file (default utf-8), e.g. euc-kr, utf-16le

Importing makes courses that are missing, known by their slugs; one that is there stays as it is. When anything in the
file is wrong, nothing is written. An import that was cut off can be run again. Columns and fields: docs/import.md.

Exit status: 0 done, 1 something is wrong with the file, 2 the command line means nothing, 3 the platform does not answer.
`

const DONE = 0
const FILE_WRONG = 1
const WORDS_WRONG = 2
const NO_ANSWER = 3

class UsageError extends Error {}

interface Command {
  action: "import" | "export"
  file: string
  format: Format
  dataFolder: string
  dryRun: boolean
  instructor: string
  publish: boolean
  encoding: string
}

function readCommand(words: string[]): Command | "help" {
  let parsed
  try {
    parsed = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        format: { type: "string" },
        data: { type: "string", default: DEFAULT_DATA },
        "dry-run": { type: "boolean", default: false },
        instructor: { type: "string", default: "" },
        publish: { type: "boolean", default: false },
        encoding: { type: "string", default: "utf-8" },
        help: { type: "boolean", short: "h", default: false },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message.split(". To specify")[0])
  }
  const { values, positionals } = parsed
  if (values.help) return "help"
  const [action, file, ...more] = positionals
  if (action !== "import" && action !== "export") throw new UsageError("import or export is expected")
  if (file === undefined || file === "") throw new UsageError(`a file to ${action} is expected`)
  if (more.length > 0) throw new UsageError(`one file is expected, got also ${more.join(" ")}`)
  const ending = values.format ?? extname(file).slice(1).toLowerCase()
  const format = FORMATS.find((known) => known === ending)
  if (!format) throw new UsageError(`--format: csv or json is expected, got ${JSON.stringify(ending)}`)
  if (action === "export" && (values["dry-run"] || values.publish || values.instructor !== ""))
    throw new UsageError("--dry-run, --instructor and --publish are for import")
  return {
    action,
    file,
    format,
    dataFolder: values.data,
    dryRun: values["dry-run"],
    instructor: values.instructor,
    publish: values.publish,
    encoding: encodingOf(values.encoding),
  }
}

/** As TextDecoder spells it; what Korean Windows calls CP949 is its euc-kr. */
function encodingOf(name: string): string {
  try {
    return new TextDecoder(/^(cp|ms)949$/i.test(name) ? "euc-kr" : name).encoding
  } catch {
    throw new UsageError(`--encoding: there is no ${name}; utf-8, euc-kr and utf-16le are some`)
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)
const counted = (count: number, what: string) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`

async function run(command: Command): Promise<number> {
  const progress = showProgress(process.stderr)
  const services = await accessRunningServices(command.dataFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined
    throw error
  })
  if (!services) {
    complain(`no platform runs on ${command.dataFolder}: type npm start, or name its folder with --data`)
    return NO_ANSWER
  }
  try {
    if (command.action === "export") {
      const count = await exportCourses(services, command, progress)
      say(`${counted(count, "course")} written to ${command.file}`)
      return DONE
    }
    return await runImport(services, command, progress)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    complain(`the platform does not do it: ${error.message}. What was imported so far stays; run this again to go on.`)
    return NO_ANSWER
  } finally {
    services.close()
  }
}

async function runImport(
  services: ServiceAccess,
  command: Command,
  progress: ReturnType<typeof showProgress>,
): Promise<number> {
  const report = await importCourses(services, command, progress)
  if (report.problemCount > 0) {
    for (const { line, column, message } of report.problems) complain(`line ${line}, ${column}: ${message}`)
    if (report.problemCount > MAX_PROBLEMS) complain(`… and ${report.problemCount - MAX_PROBLEMS} more`)
    complain(`${counted(report.problemCount, "problem")} in ${command.file}: nothing was written`)
    return FILE_WRONG
  }
  say(summary(report, command.dryRun))
  return DONE
}

function summary({ created, unchanged, different }: ImportReport, dryRun: boolean): string {
  const parts = [
    `${counted(created, "course")} ${dryRun ? "would be made" : "made"}`,
    ...(unchanged > 0 ? [`${unchanged.toLocaleString("en")} there already`] : []),
    ...(different.length > 0
      ? [
          `${different.length.toLocaleString("en")} there as another course and left alone (${different.slice(0, 5).join(", ")}${different.length > 5 ? ", …" : ""})`,
        ]
      : []),
  ]
  return parts.join(", ")
}

try {
  const command = readCommand(process.argv.slice(2))
  if (command === "help") process.stdout.write(HELP)
  else {
    if (command.action === "import") await stat(command.file)
    process.exitCode = await run(command)
  }
} catch (error) {
  if (error instanceof UsageError) {
    complain(`${error.message}: see npm run courses -- --help`)
    process.exitCode = WORDS_WRONG
  } else if (error instanceof CourseFileError) {
    complain(error.message)
    process.exitCode = FILE_WRONG
  } else if (
    (error as NodeJS.ErrnoException).code !== undefined &&
    (error as NodeJS.ErrnoException).syscall !== undefined
  ) {
    complain((error as Error).message)
    process.exitCode = FILE_WRONG
  } else throw error
}
