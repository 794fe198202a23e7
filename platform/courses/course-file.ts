import { createReadStream } from "node:fs"
import { open } from "node:fs/promises"
import type { PortableCourse } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"

/** What a file has, in its order. */
export type FileEntry =
  | {
      course: PortableCourse
      /** Where a field of it stands; session -1 is the course itself. Fields are those of the RPC's problems. */
      placeOf(sessionIndex: number, field: string): Place
    }
  | { problem: FileProblem }
export interface Place {
  /** From 1. */
  line: number
  /** In the words of the format, e.g. `column 3 (title)`. */
  column: string
}
export interface FileProblem extends Place {
  message: string
}
export const FORMATS = ["csv", "json"] as const
export type Format = (typeof FORMATS)[number]

/** The file as a whole is of no use; the message says why and what to do. */
export class CourseFileError extends Error {}

const BYTE_ORDER_MARKS = [
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
]
const OTHER_ENCODINGS =
  "save it as UTF-8, or say what it is with --encoding (euc-kr for CP949, utf-16le for Excel's Unicode text)"

/** Reads a text, piece by piece. `onBytes` hears how many bytes each piece was. Throws CourseFileError where it is none. */
export async function* readText(
  path: string,
  { encoding, onBytes }: { encoding: string; onBytes: (count: number) => void },
): AsyncGenerator<string> {
  if (encoding === "utf-8") await requireNoOtherMark(path)
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  const decode = (bytes?: Buffer): string => {
    try {
      const text = decoder.decode(bytes, { stream: bytes !== undefined })
      if (text.includes("\0"))
        throw new CourseFileError(`line ${line}: this is no text in ${encoding}: ${OTHER_ENCODINGS}`)
      line += text.split("\n").length - 1
      return text
    } catch (error) {
      if (error instanceof CourseFileError) throw error
      throw new CourseFileError(`on or after line ${line}, the text is not ${encoding}: ${OTHER_ENCODINGS}`)
    }
  }
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    yield decode(bytes)
    onBytes(bytes.length)
  }
  yield decode()
}

async function requireNoOtherMark(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    const found = BYTE_ORDER_MARKS.find(
      ({ bytes }) => bytesRead === 2 && bytes.every((byte, at) => buffer[at] === byte),
    )
    if (found) throw new CourseFileError(`the text is ${found.encoding}, not utf-8: ${OTHER_ENCODINGS}`)
  } finally {
    await file.close()
  }
}
