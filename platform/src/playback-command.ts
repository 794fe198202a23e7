// `npm run playback -- …`: what an operator does to the playback log from a terminal.
import { pipeline } from "node:stream/promises"
import { openPlaybackDatabase, rebuild, rebuildSize, type RebuildReport } from "@lectern/playback-service/rebuild"
import { rebuildAnalytics } from "@lectern/playback-service/rebuild-analytics"
import { countPlaybacks, exportXapi } from "@lectern/playback-service/xapi-export"
import { StartError } from "@lectern/runtime/lifecycle"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { validate as isUuid } from "uuid"
import { showProgress } from "../courses/progress.ts"
import { endCommand, parseWords } from "./command-line.ts"
import { DEFAULT_DATA } from "./options.ts"
import { platformSecrets } from "./secrets.ts"
import { readAddresses } from "./service-access.ts"

const HELP = `Folds the log of what was played again, and exports it, while the platform serves.

  npm run playback -- rebuild --check   compares what is stored (watched spans, playback sessions, progress, analytics)
                                        with what the log says, and changes nothing
  npm run playback -- rebuild           the same, and writes what the log says where they differ
  npm run playback -- xapi --course ID  writes the log of a course to the standard output as xAPI statements by the video
                                        profile, one to a line; a store of statements takes an export twice without harm
  --home-page URL                       of the platform, for xapi: what its accounts and videos are named by (default:
                                        where the platform of npm start is reached)
  --data FOLDER                         of the platform that npm start runs (default .data)
  --help                                this text

An installation of its own processes is reached with DATABASE_URL, the playback service's. Playback sessions whose log was
deleted because its time was over (RETENTION_DAYS) are checked as far as their watched spans go.

Exit status: 0 no differences, or all are mended; 1 differences were found; 2 the command line means nothing, or the
database does not answer.
`

const SHOWN = 100
const FOUND = 1
const NOT_DONE = 2

type Command = { dataFolder: string } & (
  | { action: "rebuild"; check: boolean }
  | { action: "xapi"; courseId: string; homePage: string | undefined }
)

function readCommand(words: string[]): Command | "help" {
  const { values, positionals } = parseWords(
    {
      args: words,
      allowPositionals: true,
      options: {
        check: { type: "boolean", default: false },
        course: { type: "string" },
        "home-page": { type: "string" },
        data: { type: "string", default: DEFAULT_DATA },
        help: { type: "boolean", short: "h", default: false },
      },
    },
    "npm run playback -- --help",
  )
  if (values.help) return "help"
  const { check, course, "home-page": homePage, data: dataFolder } = values
  const [action, ...more] = positionals
  if (more.length > 0 || (action !== "rebuild" && action !== "xapi"))
    throw new StartError("rebuild or xapi is expected: see npm run playback -- --help")
  if (action === "rebuild") {
    if (course !== undefined || homePage !== undefined)
      throw new StartError("--course and --home-page are for xapi: see npm run playback -- --help")
    return { action, check, dataFolder }
  }
  if (check) throw new StartError("--check is for rebuild: see npm run playback -- --help")
  if (course === undefined || !isUuid(course))
    throw new StartError(`--course: the id of a course is expected, got ${course ?? "nothing"}`)
  if (homePage !== undefined && !(/^https?:\/\//.test(homePage) && URL.canParse(homePage)))
    throw new StartError(`--home-page: an http(s) address is expected, got ${homePage}`)
  return { action, courseId: course, homePage, dataFolder }
}

async function databaseUrl(dataFolder: string): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL
  try {
    const url = new URL((await readAddresses(dataFolder)).databases.playback)
    url.password = encodeURIComponent((await platformSecrets(dataFolder)).databasePassword)
    return url.href
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
    throw new StartError("no platform runs here: start it, name its --data, or set DATABASE_URL")
  }
}

/** Opens the database for a piece of work. */
async function withDatabase<T>(dataFolder: string, work: (db: PlaybackDatabase) => Promise<T>): Promise<T> {
  const telemetry = createTelemetry({ component: "playback-command", logLevel: "silent" })
  const db = await openPlaybackDatabase(await databaseUrl(dataFolder), telemetry)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
type PlaybackDatabase = Awaited<ReturnType<typeof openPlaybackDatabase>>

async function writeXapi({ courseId, homePage, dataFolder }: Command & { action: "xapi" }): Promise<void> {
  const home = new URL(homePage ?? (await platformOrigin(dataFolder)))
  await withDatabase(dataFolder, async (db) => {
    const bar = showProgress(process.stderr).begin("exporting", await countPlaybacks(db, courseId))
    const statements = exportXapi(db, {
      courseId,
      homePage: home.href.replace(/\/+$/, ""),
      onProgress: (playbacks) => bar.advance(playbacks),
    })
    await pipeline(
      async function* () {
        for await (const statement of statements) yield `${JSON.stringify(statement)}\n`
      },
      process.stdout,
      { end: false },
    )
    bar.end()
  })
}

async function platformOrigin(dataFolder: string): Promise<string> {
  try {
    return new URL((await readAddresses(dataFolder)).graph).origin
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
    throw new StartError("--home-page is expected where no platform of npm start runs")
  }
}

const runRebuild = ({ check, dataFolder }: Command & { action: "rebuild" }): Promise<RebuildReport> =>
  withDatabase(dataFolder, async (db) => {
    const stopping = new AbortController()
    process.once("SIGINT", () => stopping.abort())
    const bar = showProgress(process.stderr).begin("folding", await rebuildSize(db))
    const report: RebuildReport = await rebuild(db, {
      mend: !check,
      onProgress: (done) => bar.advance(done),
      signal: stopping.signal,
    })
    bar.end()
    // After progress, which they are summed up of.
    await rebuildAnalytics(db, {
      mend: !check,
      onFound(found) {
        report.differenceCount += found.length
        report.differences = [...report.differences, ...found.slice(0, Math.max(0, SHOWN - report.differences.length))]
      },
      signal: stopping.signal,
    })
    if (stopping.signal.aborted) throw new StartError("stopped before the end; what was mended is, run it again")
    return report
  })

function tell(report: RebuildReport, check: boolean): string {
  const count = (n: number, what: string) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`
  const shown = report.differences
    .slice(0, SHOWN)
    .map(({ table, key, column, stored, folded }) => `${table} ${key} ${column}: ${stored}, the log says ${folded}`)
  const more = report.differenceCount - shown.length
  return [
    ...shown,
    ...(more > 0 ? [`… and ${more.toLocaleString("en")} more`] : []),
    `${count(report.playbackCount, "playback session")} and progress in ${count(report.progressCount, "course session")}: ` +
      `${count(report.differenceCount, "difference")}${report.differenceCount > 0 && !check ? ", mended" : ""}`,
    ...(report.withoutLogCount > 0
      ? [`${count(report.withoutLogCount, "playback session")} of them without a whole log: checked by watched spans`]
      : []),
    "",
  ].join("\n")
}

try {
  const command = readCommand(process.argv.slice(2))
  if (command === "help") process.stdout.write(HELP)
  else if (command.action === "xapi") await writeXapi(command)
  else {
    const report = await runRebuild(command)
    process.stdout.write(tell(report, command.check))
    if (command.check && report.differenceCount > 0) process.exitCode = FOUND
  }
} catch (error) {
  endCommand(error, NOT_DONE)
}
