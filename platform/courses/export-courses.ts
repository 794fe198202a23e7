import { open, rename, rm } from "node:fs/promises"
import type { ServiceAccess } from "../src/service-access.ts"
import { csvHeader, csvRows } from "./course-csv.ts"
import type { Format } from "./course-file.ts"
import { jsonEntry } from "./course-json.ts"
import type { Progress } from "./progress.ts"

/** Writes all courses, by slug, so that equal courses make equal files; answers with how many. */
export async function exportCourses(
  { courses: service, asAdmin }: ServiceAccess,
  { file, format }: { file: string; format: Format },
  progress: Progress,
): Promise<number> {
  // Beside it, so that a file that was there stays whole until the new one is.
  const unfinished = `${file}.part`
  const output = await open(unfinished, "w")
  let count = 0
  try {
    await output.write(format === "csv" ? csvHeader() : "[")
    let bar: ReturnType<Progress["begin"]> | undefined
    for (let pageToken = ""; ;) {
      const { courses, nextPageToken, totalSize } = await service.exportCourses({ pageToken }, asAdmin())
      bar ??= progress.begin("exporting", totalSize)
      for (const course of courses)
        await output.write(format === "csv" ? csvRows(course) : `${count++ === 0 ? "" : ","}\n${jsonEntry(course)}`)
      if (format === "csv") count += courses.length
      bar.advance(courses.length)
      pageToken = nextPageToken
      if (pageToken === "") break
    }
    bar.end()
    if (format === "json") await output.write("\n]\n")
    await output.close()
    await rename(unfinished, file)
    return count
  } catch (error) {
    await output.close().catch(() => undefined)
    await rm(unfinished, { force: true })
    throw error
  }
}
