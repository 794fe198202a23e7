import { createHash } from "node:crypto"
import { z } from "zod"
import type { PortableCourse } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"

const LectureEntry = z.object({
  title: z.string(),
  durationSeconds: z.int32().optional(),
  objectives: z.array(z.string()).default([]),
  /** Of the text of the lecture, below `source` at `commit`. */
  sourcePath: z.string().optional(),
})
/**
 * A course that lies elsewhere, as lists of links on the web have it: one page with all of it (`url`), or the repository
 * that it is made in (`source`). docs/import.md says what becomes of each field.
 */
export const LinkEntry = z.object({
  slug: z.string().optional(),
  title: z.string(),
  description: z.string().default(""),
  url: z.string().optional(),
  source: z.string().optional(),
  commit: z.string().default("HEAD"),
  license: z.string().optional(),
  category: z.string().nullish(),
  /** A name: who teaches there has no account here. */
  instructor: z.string().nullish(),
  language: z.string().default("en"),
  sessions: z.array(z.union([z.string(), LectureEntry])).default([]),
})
type LinkEntry = z.output<typeof LinkEntry>

export const isLink = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ("url" in value || "source" in value)

// Such lists don't say how long anything is, and a session must.
const UNKNOWN_DURATION_SECONDS = 3600
const MAX_SUMMARY_CHARACTERS = 2000
const MAX_STEM_CHARACTERS = 80

export function toCourse(entry: LinkEntry): PortableCourse {
  const { title, description, license, category, instructor, language, sessions } = entry
  const link = entry.url ?? entry.source ?? ""
  const origin = license === undefined ? "" : `\n\n${link} (${license})`
  return {
    course: {
      slug: entry.slug ?? slugOf(entry),
      title,
      description: `${description}${origin}`,
      instructorBio: instructor ?? "",
      language,
      level: "COURSE_LEVEL_ALL_LEVELS",
      // Written for Markdown, where # is escaped.
      categories: category ? [category.replaceAll(/\\([^\w\s])/g, "$1")] : [],
      status: "COURSE_STATUS_DRAFT",
    },
    sessions: (sessions.length === 0 ? [title] : sessions).map((session) => {
      const lecture = typeof session === "string" ? { title: session, objectives: [] } : LectureEntry.parse(session)
      return {
        title: lecture.title,
        summary: lecture.objectives.join("\n").slice(0, MAX_SUMMARY_CHARACTERS),
        videoUrl: lecture.sourcePath === undefined ? link : `${link}/blob/${entry.commit}/${lecture.sourcePath}`,
        durationSeconds: lecture.durationSeconds ?? UNKNOWN_DURATION_SECONDS,
        isPreview: false,
      }
    }),
  }
}

/** The same for the same link at every import, another one for what differs in anything that tells links apart. */
function slugOf({ title, url, source, category = null, instructor = null }: LinkEntry): string {
  const words =
    title
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const stem = words.join("-").slice(0, MAX_STEM_CHARACTERS) || "course"
  const digest = createHash("sha256")
    .update(JSON.stringify([url ?? source, title, category, instructor]))
    .digest("hex")
  return `${stem}-${digest.slice(0, 8)}`.replaceAll(/-+/g, "-")
}
