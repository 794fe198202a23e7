import DataLoader from "dataloader"
import type { ContentServiceDefinition } from "@lectern/contracts/elearning/content/v1/ContentService.ts"
import type { StreamHealth__Output } from "@lectern/contracts/elearning/content/v1/StreamHealth.ts"
import type { File__Output } from "@lectern/contracts/elearning/content/v1/File.ts"
import type { StreamAnswer__Output } from "@lectern/contracts/elearning/content/v1/StreamAnswer.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { batchLoader } from "@lectern/subgraph-kit/loader"

/** A session as the gateway hands it over; all but the id only where `stream` or `files` is asked for. */
export interface CourseSessionReference {
  id: string
  courseId?: string
  isPreview?: boolean
}

/** What a resolver may touch, made once per client request. */
export interface Context {
  call: Call
  content: Client<ContentServiceDefinition>
  /** Of a path that a service gave. */
  publicUrl: (path: string) => string
  streamOf: DataLoader<CourseSessionReference, StreamAnswer__Output, string>
  /** By session. */
  streamHealthOf: DataLoader<string, StreamHealth__Output | null>
  filesOf: DataLoader<CourseSessionReference, File__Output[], string>
  fileById: DataLoader<string, File__Output | null>
}

// The bounds of the batch RPCs.
const MAX_STREAMS = 100
const MAX_SESSIONS = 200
const MAX_FILES = 200

// Without a course there is no entitlement, and the service refuses.
const toRequest = ({ id, courseId, isPreview }: CourseSessionReference) => ({
  sessionId: id,
  courseId: courseId ?? "",
  isPreview: isPreview ?? false,
})
const cacheKeyFn = (session: CourseSessionReference) => JSON.stringify(toRequest(session))

export const createContext =
  (content: Client<ContentServiceDefinition>, publicOrigin: string) =>
  (call: Call): Context => ({
    call,
    content,
    publicUrl: (path) => new URL(path, publicOrigin).href,
    streamHealthOf: batchLoader(
      async (ids) => (await content.batchGetStreamHealth({ sessionIds: [...ids] }, call)).streams,
      ({ sessionId }) => sessionId,
      MAX_STREAMS,
    ),
    streamOf: new DataLoader(
      async (sessions) => {
        const { answers } = await content.batchCreateStreamGrants({ sessions: sessions.map(toRequest) }, call)
        return answers
      },
      { maxBatchSize: MAX_STREAMS, cacheKeyFn },
    ),
    filesOf: new DataLoader(
      async (sessions) => {
        const { files } = await content.batchListSessionFiles({ sessions: sessions.map(toRequest) }, call)
        const bySession = Map.groupBy(files, ({ sessionId }) => sessionId)
        // A session that is named with another course than its own has its files under that one only.
        return sessions.map(({ id, courseId }) =>
          (bySession.get(id.toLowerCase()) ?? []).filter((file) => file.courseId === courseId?.toLowerCase()),
        )
      },
      { maxBatchSize: MAX_SESSIONS, cacheKeyFn },
    ),
    fileById: batchLoader(
      async (ids) => (await content.batchGetFiles({ ids: [...ids] }, call)).files,
      ({ id }) => id,
      MAX_FILES,
    ),
  })
