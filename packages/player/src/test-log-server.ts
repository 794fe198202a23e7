import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { PlaybackEvent } from "./playback-event.ts"

export interface LogRequest {
  token: string
  field: "startPlayback" | "recordPlaybackEvents" | "endPlayback"
  input: { sentAt: string; events?: PlaybackEvent[]; clientSessionId?: string } & Record<string, unknown>
}
/** A function answers in the platform's stead; `proceed` does what it would have done and gives its data. */
export type Fault = "request lost" | "answer lost" | ((proceed: () => object) => Reply | Promise<Reply>)
interface Reply {
  status?: number
  headers?: object
  body: object
}

/**
 * Speaks the three mutations of the log over HTTP and keeps what it takes, for tests of a player by itself. What the
 * real platform does with a player is tested by e2e/src/player.test.ts.
 */
export async function logServer(): Promise<{
  graphUrl: string
  requests: LogRequest[]
  log: Map<number, PlaybackEvent>
  /** What happens to the next request that fits. */
  faults: { when: (request: LogRequest) => boolean; fault: Fault }[]
  close(): void
}> {
  const requests: LogRequest[] = []
  const log = new Map<number, PlaybackEvent>()
  const faults: { when: (request: LogRequest) => boolean; fault: Fault }[] = []

  const answer = ({ field, input }: LogRequest): object => {
    if (field === "startPlayback")
      return {
        __typename: "StartPlaybackSuccess",
        playbackSession: { id: `opened ${input.clientSessionId}` },
        resumePositionMs: 0,
        heartbeatSeconds: 10,
      }
    if (field === "endPlayback") return { __typename: "EndPlaybackSuccess" }
    const rejected = (input.events ?? [])
      .filter(({ positionMs }) => positionMs > 1_000_000)
      .map(({ id }) => ({ id, code: "INVALID_EVENT", message: "behind the end" }))
    for (const event of input.events ?? [])
      if (!rejected.some(({ id }) => id === event.id)) log.set(event.sequence, event)
    const highestSequence = Math.max(-1, ...log.keys())
    const missing = Array.from({ length: highestSequence + 1 }, (_, index) => index).filter((each) => !log.has(each))
    const progress = { resumePositionMs: 0, coveredMs: 0, coverage: 0, completed: false }
    return { __typename: "RecordPlaybackEventsSuccess", highestSequence, missing, rejected, progress }
  }

  const server: Server = createServer((message, response) => {
    const parts: Buffer[] = []
    message.on("data", (bytes: Buffer) => parts.push(bytes))
    message.on("end", async () => {
      const { query, variables } = JSON.parse(Buffer.concat(parts).toString()) as {
        query: string
        variables: { input: LogRequest["input"] }
      }
      const field = /\{\s*(\w+)\(input/.exec(query)?.[1] as LogRequest["field"]
      const token = message.headers.authorization?.replace("Bearer ", "") ?? ""
      const request: LogRequest = { token, field, input: variables.input }
      requests.push(request)
      const index = faults.findIndex(({ when }) => when(request))
      const [{ fault } = { fault: undefined }] = index < 0 ? [] : faults.splice(index, 1)
      if (fault === "request lost") return response.destroy()
      const proceed = () => ({ [field]: answer(request) })
      if (typeof fault === "function") {
        const { status = 200, headers = {}, body } = await fault(proceed)
        return response.writeHead(status, { ...headers }).end(JSON.stringify(body))
      }
      const data = proceed()
      if (fault === "answer lost") return response.destroy()
      return response.end(JSON.stringify({ data }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const graphUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  return { graphUrl, requests, log, faults, close: () => server.close() }
}
