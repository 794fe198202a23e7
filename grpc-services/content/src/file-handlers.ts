import { processCaption } from "./process-caption.ts"
import type { Handler, ProcessingDeps } from "./process-file.ts"
import { processVideo } from "./process-video.ts"

const nothingToDo: Handler = async () => {}

/** What each type of file needs before it is READY. */
export const fileHandlers: ProcessingDeps["handlers"] = {
  VIDEO: processVideo,
  AUDIO: nothingToDo,
  CAPTION: processCaption,
  DOCUMENT: nothingToDo,
  IMAGE: nothingToDo,
  ARCHIVE: nothingToDo,
  OTHER: nothingToDo,
}
