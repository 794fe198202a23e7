import type { ContentServiceDefinition } from "@lectern/contracts/elearning/content/v1/ContentService.ts"
import { contentService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { advanceGrantEpoch } from "./rpc/advance-grant-epoch.ts"
import { batchCreateStreamGrants } from "./rpc/batch-create-stream-grants.ts"
import { batchGetStreamHealth } from "./rpc/batch-get-stream-health.ts"
import { batchGetFiles } from "./rpc/batch-get-files.ts"
import { batchListSessionFiles } from "./rpc/batch-list-session-files.ts"
import { beginUpload } from "./rpc/begin-upload.ts"
import { deleteFile } from "./rpc/delete-file.ts"
import { importStream } from "./rpc/import-stream.ts"
import { updateCaption } from "./rpc/update-caption.ts"

export type ContentRpc<K extends keyof Handlers<ContentServiceDefinition>> = (
  deps: Deps,
) => Handlers<ContentServiceDefinition>[K]

export const contentServices = (deps: Deps): ServedService[] => [
  service(contentService, "elearning.content", {
    advanceGrantEpoch: advanceGrantEpoch(deps),
    batchCreateStreamGrants: batchCreateStreamGrants(deps),
    batchGetStreamHealth: batchGetStreamHealth(deps),
    batchGetFiles: batchGetFiles(deps),
    batchListSessionFiles: batchListSessionFiles(deps),
    beginUpload: beginUpload(deps),
    deleteFile: deleteFile(deps),
    importStream: importStream(deps),
    updateCaption: updateCaption(deps),
  }),
]
