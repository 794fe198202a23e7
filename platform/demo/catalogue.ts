/** Shapes of the demo content, and how to read it. The texts are in catalogue.json, the clips in media/. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"

export interface DemoInstructor {
  key: string
  displayName: string
  email: string
  bio: string
  /** BCP 47. */
  locale: string
  /** Name in the IANA time zone database. */
  timeZone: string
}

export interface DemoSession {
  title: string
  summary: string
  /** Name of a folder in media/. */
  clip: string
  isPreview: boolean
}

export interface DemoCourse {
  slug: string
  title: string
  description: string
  /** BCP 47. */
  language: string
  level: "BEGINNER" | "INTERMEDIATE" | "ADVANCED" | "ALL_LEVELS"
  categories: string[]
  /** `key` of an instructor. */
  instructor: string
  instructorBio: string
  /** Minor units; free without. */
  price?: { amountMinor: number; currencyCode: string }
  sessions: DemoSession[]
}

export interface DemoCatalogue {
  instructors: DemoInstructor[]
  courses: DemoCourse[]
}

/** What media/<clip>/clip.json says. */
export interface DemoClip {
  title: string
  /** To the millisecond. */
  durationSeconds: number
  /** From small to large; `bandwidth` in bits a second at the peak, `codecs` as in RFC 6381. */
  renditions: Array<{ height: number; bandwidth: number; codecs: string }>
  /** `path` is relative to the clip's folder. */
  captions: Array<{ language: string; label: string; path: string }>
}

/** Folder of all clips; each is a folder with master.m3u8, poster.jpg, clip.json and what the playlists name. */
export const MEDIA_FOLDER = join(import.meta.dirname, "media")

export const readCatalogue = async (): Promise<DemoCatalogue> =>
  JSON.parse(await readFile(join(import.meta.dirname, "catalogue.json"), "utf8"))

/** Rejects with ENOENT when there is no clip of that name. */
export const readClip = async (name: string): Promise<DemoClip> =>
  JSON.parse(await readFile(join(MEDIA_FOLDER, name, "clip.json"), "utf8"))
