import { required } from "@lectern/rpc/required"
import { toChange, toEtag } from "@lectern/subgraph-kit/change"
import { conflictError, notFoundError, orUserError, validationError } from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"

const invalid = validationError("file")

export const Mutation: MutationResolvers = {
  beginUpload: (_, { input: { idempotencyKey, byteSize, type, ...file } }, { call, content }) =>
    orUserError(
      content
        .beginUpload(
          {
            file: {
              ...file,
              type: `FILE_TYPE_${type}`,
              // What is no whole number is no size.
              byteSize: Number.isSafeInteger(byteSize) ? byteSize : -1,
              sha256: file.sha256 ?? "",
              language: file.language ?? "",
            },
            // Never none: without one, a repeat would begin another upload.
            requestId: idempotencyKey || "none",
          },
          call,
        )
        .then((reply) => ({ __typename: "BeginUploadSuccess" as const, ...reply })),
      {
        INVALID_ARGUMENT: invalid,
        FAILED_PRECONDITION: invalid,
        ALREADY_EXISTS: conflictError,
        NOT_FOUND: notFoundError(file.sessionId),
      },
    ),
  updateCaption: (_, { input: { id, etag, ...given } }, { call, content, fileById }) => {
    const { fields, updateMask } = toChange(given)
    return orUserError(
      content.updateCaption({ ...fields, id, etag: toEtag(etag), updateMask }, call).then(async () => ({
        __typename: "UpdateCaptionSuccess" as const,
        file: required(await fileById.clear(id.toLowerCase()).load(id.toLowerCase())),
      })),
      { INVALID_ARGUMENT: invalid, ABORTED: conflictError, NOT_FOUND: notFoundError(id) },
    )
  },
  deleteFile: (_, { id, etag }, { call, content, fileById }) =>
    orUserError(
      content.deleteFile({ id, etag: toEtag(etag) }, call).then(() => {
        fileById.clear(id)
        return { __typename: "FileDeleted" as const, id }
      }),
      { ABORTED: conflictError, NOT_FOUND: notFoundError(id) },
    ),
}
