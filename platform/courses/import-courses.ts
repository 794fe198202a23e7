import { stat } from "node:fs/promises"
import type { PortableCourse } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import type { ServiceAccess } from "../src/service-access.ts"
import { readCsv } from "./course-csv.ts"
import { CourseFileError, readText, type FileEntry, type FileProblem, type Format } from "./course-file.ts"
import { readJson } from "./course-json.ts"
import type { Progress } from "./progress.ts"

export interface ImportOptions {
  file: string
  format: Format
  encoding: string
  /** Address of who teaches the courses that name nobody; empty for nobody. */
  instructor: string
  /** Whether drafts are published. */
  publish: boolean
  dryRun: boolean
}
export interface ImportReport {
  created: number
  unchanged: number
  /** Slugs that are there with another course. */
  different: string[]
  /** The first MAX_PROBLEMS, by line; nothing was written where there is any. */
  problems: FileProblem[]
  problemCount: number
}

export const MAX_PROBLEMS = 100
// Bounds of the RPC and of its messages, with room for what surrounds the texts.
const COURSES_AT_ONCE = 100
const BYTES_AT_ONCE = 1024 * 1024
const MAX_COURSE_BYTES = 3 * 1024 * 1024

type Read = Extract<FileEntry, { course: PortableCourse }>

/**
 * Reads the file twice: first all of it is checked by the service, and when there is nothing to complain of, it is
 * imported. Neither it nor its courses are ever in memory as a whole. Throws CourseFileError.
 */
export async function importCourses(
  services: ServiceAccess,
  options: ImportOptions,
  progress: Progress,
): Promise<ImportReport> {
  const before = await stat(options.file)
  const checking = progress.begin("checking", before.size)
  const checked = await pass(services, options, { validateOnly: true, onBytes: checking.advance })
  checking.end()
  if (checked.problemCount > 0 || options.dryRun) return checked
  const after = await stat(options.file)
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    throw new CourseFileError("the file changed while it was read: nothing was written, run this again")
  const importing = progress.begin("importing", checked.created + checked.unchanged + checked.different.length)
  const imported = await pass(services, options, { validateOnly: false, onCourses: importing.advance })
  importing.end()
  return imported
}

async function pass(
  { courses: service, asAdmin }: ServiceAccess,
  options: ImportOptions,
  {
    validateOnly,
    onBytes = () => undefined,
    onCourses = () => undefined,
  }: { validateOnly: boolean; onBytes?: (count: number) => void; onCourses?: (count: number) => void },
): Promise<ImportReport> {
  const report: ImportReport = { created: 0, unchanged: 0, different: [], problems: [], problemCount: 0 }
  const places = new Set<string>()
  const complain = (problem: FileProblem) => {
    // What the form of a cell says and what the service says of it are one problem.
    places.add(`${problem.line} ${problem.column}`)
    if (places.size === report.problemCount) return
    report.problemCount = places.size
    if (report.problems.length < MAX_PROBLEMS) report.problems.push(problem)
  }
  const send = async (chunk: readonly Read[]) => {
    if (chunk.length === 0) return
    const reply = await service.importCourses({ courses: chunk.map(({ course }) => course), validateOnly }, asAdmin())
    for (const { courseIndex, sessionIndex, field, message } of reply.problems) {
      const place = chunk[courseIndex]?.placeOf(sessionIndex, field)
      if (place) complain({ ...place, message })
    }
    for (const [index, outcome] of reply.outcomes.entries()) {
      if (outcome === "IMPORT_OUTCOME_CREATED") report.created++
      else if (outcome === "IMPORT_OUTCOME_UNCHANGED") report.unchanged++
      else report.different.push(chunk[index]?.course.course?.slug ?? "")
    }
    onCourses(chunk.length)
  }

  const texts = readText(options.file, { encoding: options.encoding, onBytes })
  const lineOf = new Map<string, number>()
  let chunk: Read[] = []
  let chunkBytes = 0
  for await (const entry of options.format === "csv" ? readCsv(texts) : readJson(texts)) {
    if ("problem" in entry) {
      complain(entry.problem)
      continue
    }
    const read = { ...entry, course: completed(entry.course, options) }
    const slug = read.course.course?.slug ?? ""
    const place = read.placeOf(-1, "slug")
    const earlier = lineOf.get(slug)
    if (earlier !== undefined && slug !== "") {
      complain({ ...place, message: `the course on line ${earlier} has this slug` })
      continue
    }
    lineOf.set(slug, place.line)
    const bytes = Buffer.byteLength(JSON.stringify(read.course))
    if (bytes > MAX_COURSE_BYTES) {
      complain({ ...place, message: `a course of at most ${MAX_COURSE_BYTES} bytes is expected, got ${bytes}` })
      continue
    }
    if (chunk.length === COURSES_AT_ONCE || chunkBytes + bytes > BYTES_AT_ONCE) {
      await send(chunk)
      chunk = []
      chunkBytes = 0
    }
    chunk.push(read)
    chunkBytes += bytes
  }
  await send(chunk)
  report.problems.sort((a, b) => a.line - b.line)
  return report
}

const completed = (portable: PortableCourse, { instructor, publish }: ImportOptions): PortableCourse => ({
  ...portable,
  instructorEmail: portable.instructorEmail || instructor,
  course:
    publish && portable.course?.status === "COURSE_STATUS_DRAFT"
      ? { ...portable.course, status: "COURSE_STATUS_PUBLISHED" }
      : (portable.course ?? null),
})
