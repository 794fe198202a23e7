import { isUtf8 } from "node:buffer"
import { toMs, visibleText } from "./cue-text.ts"

/** A stretch of a caption: its text as it is written in the file, tags and all, is shown from start to end. */
export interface Cue {
  id: string
  startMs: number
  endMs: number
  /** What follows the times, for the player: `line:0 align:start`. */
  settings: string
  text: string
  /** Of its times, from 1. */
  lineNumber: number
}

export interface CaptionProblem {
  /** From 1. */
  lineNumber: number
  message: string
}

/** A day in cues of two seconds. A whole lecture in words is a few hundred KiB. */
export const MAX_CAPTION_BYTES = 8 * 1024 * 1024
const MAX_CUES = 50_000

const WHITESPACE = "[\\t\\f\\r ]*"
const TIMESTAMP = String.raw`(?:(\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})(?!\d)`
const TIMINGS = new RegExp(`^${WHITESPACE}${TIMESTAMP}${WHITESPACE}-->${WHITESPACE}${TIMESTAMP}(.*)$`)

/**
 * Reads a WebVTT file as players do (https://www.w3.org/TR/webvtt1/#file-parsing): what is broken is left out, and noted
 * among the problems when words are lost by it. Undefined when the file is none at all. Takes time in proportion to the
 * length.
 */
export function parseWebVtt(source: string): { cues: Cue[]; problems: CaptionProblem[] } | undefined {
  const lines = source
    .replace(/^\ufeff/, "")
    .replaceAll("\0", "\ufffd")
    .split(/\r\n|\n|\r/)
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? "")) return undefined
  const cues: Cue[] = []
  const problems: CaptionProblem[] = []
  // Up to the first empty line or time line, the lines after the signature are the header.
  let next = 1
  while (next < lines.length && lines[next] !== "" && !lines[next]?.includes("-->")) next++
  while (next < lines.length) {
    if (lines[next] === "") next++
    else next = readBlock(lines, next, cues, problems)
  }
  return { cues, problems }
}

/** Reads the block that begins at `begin`; gives where the next one may begin. */
function readBlock(lines: readonly string[], begin: number, cues: Cue[], problems: CaptionProblem[]): number {
  const timed = [begin, begin + 1].find((index) => lines[index]?.includes("-->"))
  if (timed === undefined || lines[begin] === "") return skipComment(lines, begin, problems)
  const timings = TIMINGS.exec(lines[timed] ?? "")
  let end = timed + 1
  // A line with an arrow ends the cue, even when nothing can be read from it.
  while (end < lines.length && lines[end] !== "" && !lines[end]?.includes("-->")) end++
  if (!timings) {
    problems.push({
      lineNumber: timed + 1,
      message: 'times like "00:01:02.500 --> 00:01:04.000" are expected, so nobody would see the words below',
    })
    return end
  }
  const [, ...parts] = timings
  const startMs = toMs(parts.slice(0, 4))
  const endMs = toMs(parts.slice(4, 8))
  const text = lines.slice(timed + 1, end).join("\n")
  if (endMs <= startMs && text !== "")
    problems.push({ lineNumber: timed + 1, message: "the cue ends before it begins, so nobody would see it" })
  cues.push({
    id: timed === begin ? "" : (lines[begin] ?? ""),
    startMs,
    endMs,
    settings: (parts[8] ?? "").trim(),
    text,
    lineNumber: timed + 1,
  })
  return end
}

/** A block without times: a comment, a style sheet or a region is not for readers, anything else was meant to be read. */
function skipComment(lines: readonly string[], begin: number, problems: CaptionProblem[]): number {
  const isKnown = /^(?:NOTE(?:[ \t]|$)|(?:STYLE|REGION)[\t\f ]*$)/.test(lines[begin] ?? "")
  if (!isKnown)
    problems.push({
      lineNumber: begin + 1,
      message: "text without times above it, so nobody would see it; a comment begins with NOTE",
    })
  let end = begin + 1
  while (end < lines.length && lines[end] !== "" && !lines[end]?.includes("-->")) end++
  return end
}

/** The first thing that makes the bytes of a file no caption which players show in full; undefined when nothing does. */
export function findCaptionProblem(bytes: Buffer): CaptionProblem | undefined {
  if (bytes.length > MAX_CAPTION_BYTES)
    return { lineNumber: 1, message: `${MAX_CAPTION_BYTES} bytes at most are expected, found ${bytes.length}` }
  if (!isUtf8(bytes)) return { lineNumber: brokenLine(bytes), message: "UTF-8 is expected" }
  const parsed = parseWebVtt(bytes.toString("utf8"))
  if (!parsed) return { lineNumber: 1, message: "WEBVTT is expected at the beginning of the file" }
  const { cues, problems } = parsed
  if (problems[0]) return problems[0]
  const surplus = cues[MAX_CUES]
  if (surplus) return { lineNumber: surplus.lineNumber, message: `${MAX_CUES} cues at most are expected` }
  if (!cues.some(({ text }) => visibleText(text).trim() !== ""))
    return { lineNumber: 1, message: "there is no text in the file" }
  return undefined
}

/** The first line that is not UTF-8; no character has a line feed within. */
function brokenLine(bytes: Buffer): number {
  let lineNumber = 1
  for (let begin = 0; begin < bytes.length; lineNumber++) {
    const end = bytes.indexOf(10, begin)
    if (end < 0 || !isUtf8(bytes.subarray(begin, end))) break
    begin = end + 1
  }
  return lineNumber
}
