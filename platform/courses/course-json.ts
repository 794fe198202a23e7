import { z } from "zod"
import type { PortableCourse__Output } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { CourseFileError, type FileEntry, type Place } from "./course-file.ts"
import { courseLevel, courseStatus } from "./enum-words.ts"
import { isLink, LinkEntry, toCourse } from "./link-catalogue.ts"

const text = z.string().default("")
/** A course as an export has it. */
const Entry = z.strictObject({
  slug: text,
  title: text,
  description: text,
  instructorEmail: text,
  instructorBio: text,
  language: text,
  level: z.string().default("ALL_LEVELS"),
  categories: z.array(z.string()).default([]),
  status: z.string().default("DRAFT"),
  price: z.strictObject({ amountMinor: z.int32(), currencyCode: z.string() }).nullish(),
  sessions: z
    .array(
      z.strictObject({
        title: text,
        summary: text,
        videoUrl: text,
        durationSeconds: z.int32(),
        isPreview: z.boolean().default(false),
      }),
    )
    .default([]),
})

// An entry that is never closed would be all the rest.
const MAX_ENTRY_CHARACTERS = 8 * 1024 * 1024

/** Reads an array of courses, or of links (link-catalogue.ts), entry by entry. Throws CourseFileError. */
export async function* readJson(texts: AsyncIterable<string>): AsyncGenerator<FileEntry> {
  let index = 0
  for await (const { text, line } of arrayEntries(texts)) {
    const number = index++
    const placed = (path: string): Place => ({ line, column: `entry ${number + 1}${path === "" ? "" : `, ${path}`}` })
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      const reason = (error as Error).message.replaceAll(/\s+/g, " ")
      throw new CourseFileError(`entry ${number + 1}, from line ${line} on, is no JSON: ${reason}`)
    }
    const read = isLink(value) ? LinkEntry.safeParse(value) : Entry.safeParse(value)
    if (!read.success) {
      for (const { path, message } of read.error.issues) yield { problem: { ...placed(path.join(".")), message } }
      continue
    }
    yield {
      course: isLink(value)
        ? toCourse(read.data as z.output<typeof LinkEntry>)
        : toPortable(read.data as z.output<typeof Entry>),
      placeOf: (sessionIndex, field) =>
        placed(`${sessionIndex < 0 ? "" : `sessions.${sessionIndex}.`}${jsonName(field)}`),
    }
  }
}

/** `price.amount_minor` as `price.amountMinor`. */
const jsonName = (field: string) => field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

function toPortable({ instructorEmail, sessions, level, status, price, ...course }: z.output<typeof Entry>) {
  return {
    course: { ...course, level: courseLevel(level), status: courseStatus(status), price: price ?? null },
    instructorEmail,
    sessions,
  }
}

export function jsonEntry({ course, instructorEmail, sessions }: PortableCourse__Output): string {
  const { slug, title, description, instructorBio, language, level, categories, status, price } = course ?? {}
  return JSON.stringify({
    slug,
    title,
    description,
    instructorEmail,
    instructorBio,
    language,
    level: enumName("COURSE_LEVEL_", level ?? "COURSE_LEVEL_ALL_LEVELS"),
    categories,
    status: enumName("COURSE_STATUS_", status ?? "COURSE_STATUS_DRAFT"),
    ...(price ? { price: { amountMinor: price.amountMinor, currencyCode: price.currencyCode } } : {}),
    sessions: sessions.map(({ title, summary, videoUrl, durationSeconds, isPreview }) => ({
      title,
      summary,
      videoUrl,
      durationSeconds,
      isPreview,
    })),
  })
}

/** The texts of the entries of one array, each with the line on which it begins; of no more than one at a time. */
async function* arrayEntries(texts: AsyncIterable<string>): AsyncGenerator<{ text: string; line: number }> {
  let line = 1
  let state = "before" as "before" | "first" | "entry" | "behind" | "next" | "after"
  let entry = ""
  let begin = 1
  let depth = 0
  let inString = false
  let isEscaped = false
  const requireThat = (holds: boolean, character: string, expected: string) => {
    if (!holds) throw new CourseFileError(`line ${line}: ${expected} is expected, got ${JSON.stringify(character)}`)
  }
  for await (const piece of texts) {
    let from = 0
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] ?? ""
      if (character === "\n") line++
      if (state === "entry") {
        if (isEscaped) isEscaped = false
        else if (inString && character === "\\") isEscaped = true
        else if (character === '"') inString = !inString
        else if (inString) continue
        else if (character === "{" || character === "[") depth++
        else if (character === "}" || character === "]") depth--
        if (depth > 0) continue
        yield { text: entry + piece.slice(from, at + 1), line: begin }
        entry = ""
        state = "behind"
      } else if (/\s/.test(character)) continue
      else if (state === "before") {
        requireThat(character === "[", character, "an array of courses, [")
        state = "first"
      } else if (state === "behind") {
        requireThat(character === "," || character === "]", character, "a comma or the end of the array, ]")
        state = character === "," ? "next" : "after"
      } else if (state === "first" && character === "]") state = "after"
      else {
        requireThat(state !== "after", character, "nothing behind the array")
        requireThat(character === "{", character, "a course, {")
        state = "entry"
        begin = line
        from = at
        depth = 1
      }
    }
    if (state === "entry") entry += piece.slice(from)
    if (entry.length > MAX_ENTRY_CHARACTERS)
      throw new CourseFileError(
        `the entry on line ${begin} is longer than ${MAX_ENTRY_CHARACTERS} characters, or has no end`,
      )
  }
  if (state === "before") throw new CourseFileError("the file is empty: an array of courses is expected")
  if (state !== "after") throw new CourseFileError(`line ${line}: the file ends in the middle of the array`)
}
