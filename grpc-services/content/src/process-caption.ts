import { UnprocessableError, type Handler } from "./process-file.ts"
import { findCaptionProblem, MAX_CAPTION_BYTES } from "./webvtt.ts"

/** Reads an uploaded caption as players will. */
export const processCaption: Handler = async ({ files }, file) => {
  if (file.object_path === null) throw new Error("a file that is being processed has its bytes")
  // One byte more than may be there shows that there is more.
  const stream = await files.open(
    file.object_path,
    file.byte_size > MAX_CAPTION_BYTES ? { start: 0, end: MAX_CAPTION_BYTES } : undefined,
  )
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const problem = findCaptionProblem(Buffer.concat(chunks))
  if (problem) throw new UnprocessableError(`line ${problem.lineNumber}: ${problem.message}`)
}
