import { buffer } from "node:stream/consumers"
import { UnprocessableError, type Handler } from "./process-file.ts"
import { findCaptionProblem } from "./webvtt.ts"

/** Reads an uploaded caption as players will. */
export const processCaption: Handler = async ({ files }, file) => {
  if (file.object_path === null) throw new Error("a file that is being processed has its bytes")
  // As a whole: an upload of a caption is small.
  const problem = findCaptionProblem(await buffer(await files.open(file.object_path)))
  if (problem) throw new UnprocessableError(`line ${problem.lineNumber}: ${problem.message}`)
}
