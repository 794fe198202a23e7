import { requireBatch } from "@lectern/service-kit/validation"
import { findContentFiles } from "../content-file-store.ts"
import type { ContentRpc } from "../service.ts"
import { visibleFiles } from "../visible-files.ts"

const MAX_IDS = 200 // the content subgraph's DataLoader uses the same bound

export const batchGetFiles: ContentRpc<"batchGetFiles"> = (deps) => async (request, call) => {
  requireBatch("files", request.ids.length, MAX_IDS)
  return { files: await visibleFiles(deps, call, await findContentFiles(deps.db, request.ids)) }
}
