import DataLoader from "dataloader"
import type { ContentServiceDefinition } from "@lectern/contracts/elearning/content/v1/ContentService.ts"
import type { StreamHealth__Output } from "@lectern/contracts/elearning/content/v1/StreamHealth.ts"
import type { StreamAnswer__Output } from "@lectern/contracts/elearning/content/v1/StreamAnswer.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { batchLoader } from "@lectern/subgraph-kit/loader"

/** A session as the gateway hands it over; all but the id only where `stream` is asked for. */
export interface CourseSessionReference {
  id: string
  courseId?: string
  isPreview?: boolean
}

/** What a resolver may touch, made once per client request. */
export interface Context {
  call: Call
  /** Of a path that a service gave. */
  publicUrl: (path: string) => string
  streamOf: DataLoader<CourseSessionReference, StreamAnswer__Output, string>
  /** By session. */
  streamHealthOf: DataLoader<string, StreamHealth__Output | null>
}

const MAX_SESSIONS = 100 // the bound of BatchCreateStreamGrants and BatchGetStreamHealth

export const createContext =
  (content: Client<ContentServiceDefinition>, publicOrigin: string) =>
  (call: Call): Context => ({
    call,
    publicUrl: (path) => new URL(path, publicOrigin).href,
    streamHealthOf: batchLoader(
      async (ids) => (await content.batchGetStreamHealth({ sessionIds: [...ids] }, call)).streams,
      ({ sessionId }) => sessionId,
      MAX_SESSIONS,
    ),
    streamOf: new DataLoader(
      async (sessions) => {
        const { answers } = await content.batchCreateStreamGrants(
          {
            // Without a course there is no entitlement, and the service refuses.
            sessions: sessions.map(({ id, courseId, isPreview }) => ({
              sessionId: id,
              courseId: courseId ?? "",
              isPreview: isPreview ?? false,
            })),
          },
          call,
        )
        return answers
      },
      {
        maxBatchSize: MAX_SESSIONS,
        cacheKeyFn: ({ id, courseId, isPreview }) => JSON.stringify([id, courseId, isPreview]),
      },
    ),
  })
