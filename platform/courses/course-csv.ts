import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { CsvError, parse } from "csv-parse"
import { stringify } from "csv-stringify/sync"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { PortableCourse__Output } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import { enumName } from "@lectern/rpc/enum-name"
import type { Session } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import { CourseFileError, type FileEntry, type FileProblem } from "./course-file.ts"
import { courseLevel, courseStatus } from "./enum-words.ts"

/** The columns of an export, in this order; those of an import may be in any. */
const OF_COURSES = [
  "description",
  "instructor_email",
  "instructor_bio",
  "language",
  "level",
  "categories",
  "status",
  "price_amount_minor",
  "price_currency",
] as const
const OF_SESSIONS = ["summary", "video_url", "duration_seconds", "is_preview"] as const
const COLUMNS = ["type", "slug", "title", ...OF_COURSES, ...OF_SESSIONS] as const
const REQUIRED = ["type", "slug", "title"] as const
type Column = (typeof COLUMNS)[number]
type Cells = Record<Column, string>

/** Columns whose field in a problem of the RPC has another name. */
const COLUMN_OF: Record<string, Column> = {
  "price.amount_minor": "price_amount_minor",
  "price.currency_code": "price_currency",
  sessions: "type",
}
// A quote that is never closed would make one record of all the rest.
const MAX_RECORD_CHARACTERS = 4 * 1024 * 1024

/** Spreadsheets take a cell that begins so for a formula; an apostrophe before it makes it text. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/
const escapeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
const unescapeCell = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text)

const joinList = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[\\|]/g, String.raw`\$&`)).join("|")
const splitList = (text: string): string[] =>
  text === "" ? [] : text.split(/(?<=(?<!\\)(?:\\\\)*)\|/).map((value) => value.replace(/\\(.)/gsu, "$1"))

/** Reads courses and their sessions; what is wrong with the form of a row comes as a problem. Throws CourseFileError. */
export async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<FileEntry> {
  let line = 1
  /** Where the rows begin that were parsed and not yet looked at. */
  const begins: number[] = []
  const parser = parse({
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n"],
    max_record_size: MAX_RECORD_CHARACTERS,
    // Counted here, since the parser counts a line of two in quotes twice where it ends as Windows ends lines; and while
    // it parses, since an error comes before the records that were not asked for yet.
    on_record: (cells: string[]) => {
      begins.push(line)
      line += cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 1)
      return cells
    },
  })
  const feeding = pipeline(Readable.from(texts), parser).catch(() => undefined)
  let header: Column[] | undefined
  let open: OpenCourse | undefined
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const begin = begins.shift() ?? line
      if (record.length === 1 && record[0] === "") continue
      if (!header) {
        header = readHeader(record)
        continue
      }
      const row = readRow(header, record, begin)
      for (const problem of row.problems) yield { problem }
      const { cells } = row
      if (cells.type === "course") {
        if (open) yield open.entry
        open = openCourse(row)
      } else if (cells.type === "session") {
        if (open && (cells.slug === "" || cells.slug === open.slug)) open.add(row)
        else
          yield {
            problem: row.problem(
              "slug",
              open
                ? `${open.slug}, the course above, or nothing is expected`
                : "a course is expected before its sessions",
            ),
          }
      } else yield { problem: row.problem("type", `course or session is expected, got ${shown(cells.type)}`) }
    }
  } catch (error) {
    await feeding
    if (error instanceof CsvError) throw new CourseFileError(`the row on line ${line}: ${error.message}`)
    throw error
  }
  if (!header) throw new CourseFileError("the file is empty: a row with the names of the columns is expected")
  if (open) yield open.entry
}

const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

function readHeader(record: readonly string[]): Column[] {
  const names = record.map((cell) => cell.trim().toLowerCase())
  const unknown = names.filter((name) => !(COLUMNS as readonly string[]).includes(name))
  const missing = REQUIRED.filter((name) => !names.includes(name))
  const doubled = names.filter((name, index) => names.indexOf(name) < index)
  const wrong = [
    ...(unknown.length > 0 ? [`there is no column ${unknown.map(shown).join(", ")}`] : []),
    ...(missing.length > 0 ? [`${missing.join(", ")} must be there`] : []),
    ...(doubled.length > 0 ? [`${doubled.join(", ")} comes twice`] : []),
  ]
  if (wrong.length > 0)
    throw new CourseFileError(
      `line 1: ${wrong.join("; ")}. The first row names the columns, with commas between them: ${COLUMNS.join(",")}`,
    )
  return names as Column[]
}

interface Row {
  cells: Cells
  line: number
  problems: FileProblem[]
  problem(column: Column, message: string): FileProblem
}

function readRow(header: readonly Column[], record: readonly string[], line: number): Row {
  const placed = (column: Column) => {
    const at = header.indexOf(column)
    return at < 0 ? `column ${column}, which is not there` : `column ${at + 1} (${column})`
  }
  const problem = (column: Column, message: string): FileProblem => ({ line, column: placed(column), message })
  const cells = Object.fromEntries(COLUMNS.map((column) => [column, ""])) as Cells
  for (const [at, column] of header.entries()) cells[column] = unescapeCell(record[at] ?? "")
  cells.type = cells.type.trim().toLowerCase()
  const problems: FileProblem[] = []
  if (record.length !== header.length)
    problems.push({
      line,
      column: `column ${Math.min(record.length, header.length) + 1}`,
      message: `${header.length} cells are expected, got ${record.length}`,
    })
  const others = cells.type === "course" ? OF_SESSIONS : cells.type === "session" ? OF_COURSES : []
  for (const column of others)
    if (cells[column] !== "") problems.push(problem(column, `a ${cells.type} has none: an empty cell is expected`))
  for (const column of ["price_amount_minor", "duration_seconds"] as const) {
    cells[column] = cells[column].trim()
    const isNeeded = cells.type === "session" && column === "duration_seconds"
    if (!/^-?\d{1,9}$/.test(cells[column]) && (isNeeded || cells[column] !== ""))
      problems.push(problem(column, `a whole number is expected, got ${shown(cells[column])}`))
  }
  if (!/^\s*(true|false|)\s*$/i.test(cells.is_preview))
    problems.push(problem("is_preview", `true or false is expected, got ${shown(cells.is_preview)}`))
  return { cells, line, problems, problem }
}

interface OpenCourse {
  slug: string
  entry: FileEntry
  add(row: Row): void
}

function openCourse(row: Row): OpenCourse {
  const { cells } = row
  const rows: Row[] = []
  const sessions: Session[] = []
  const course: Course = {
    slug: cells.slug,
    title: cells.title,
    description: cells.description,
    instructorBio: cells.instructor_bio,
    language: cells.language,
    level: courseLevel(cells.level || "ALL_LEVELS"),
    categories: splitList(cells.categories),
    status: courseStatus(cells.status || "DRAFT"),
    price: hasPrice(cells)
      ? { amountMinor: Number(cells.price_amount_minor), currencyCode: cells.price_currency }
      : null,
  }
  const placeOf = (sessionIndex: number, field: string) => {
    const [name = ""] = field.split("[")
    const column = COLUMN_OF[name] ?? COLUMNS.find((one) => one === name) ?? "type"
    return (sessionIndex < 0 ? row : (rows[sessionIndex] ?? row)).problem(column, "")
  }
  return {
    slug: cells.slug,
    entry: { course: { course, instructorEmail: cells.instructor_email, sessions }, placeOf },
    add(added) {
      const { title, summary, video_url, duration_seconds, is_preview } = added.cells
      rows.push(added)
      sessions.push({
        title,
        summary,
        videoUrl: video_url,
        durationSeconds: Number(duration_seconds),
        isPreview: is_preview.trim().toLowerCase() === "true",
      })
    },
  }
}

const hasPrice = (cells: Cells) => cells.price_amount_minor !== "" || cells.price_currency !== ""

/** Begins with the mark by which spreadsheets know UTF-8. */
export const csvHeader = (): string => `\uFEFF${stringify([[...COLUMNS]])}`

export function csvRows({ course, instructorEmail, sessions }: PortableCourse__Output): string {
  const blank = Object.fromEntries(COLUMNS.map((column) => [column, ""])) as Cells
  const { slug = "", title = "" } = course ?? {}
  const rows: Cells[] = [
    {
      ...blank,
      type: "course",
      slug,
      title,
      description: course?.description ?? "",
      instructor_email: instructorEmail,
      instructor_bio: course?.instructorBio ?? "",
      language: course?.language ?? "",
      level: enumName("COURSE_LEVEL_", course?.level ?? "COURSE_LEVEL_ALL_LEVELS"),
      categories: joinList(course?.categories ?? []),
      status: enumName("COURSE_STATUS_", course?.status ?? "COURSE_STATUS_DRAFT"),
      price_amount_minor: course?.price ? String(course.price.amountMinor) : "",
      price_currency: course?.price?.currencyCode ?? "",
    },
    ...sessions.map((session) => ({
      ...blank,
      type: "session",
      slug,
      title: session.title,
      summary: session.summary,
      video_url: session.videoUrl,
      duration_seconds: String(session.durationSeconds),
      is_preview: String(session.isPreview),
    })),
  ]
  return stringify(
    rows.map((cells) => COLUMNS.map((column) => escapeCell(cells[column]))),
    { quoted_match: /[\r\n]/ },
  )
}
