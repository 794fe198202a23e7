import { createHash } from "node:crypto"
import { request as httpRequest } from "node:http"
import type { File } from "@lectern/contracts/elearning/content/v1/File.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import type { testContentService } from "./test-service.ts"

type Service = Awaited<ReturnType<typeof testContentService>>

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

export interface Answer {
  status: number
  headers: Record<string, string>
  body: { reason?: string; detail?: string; code?: string }
}

/** One request of the tus protocol. `cutAfter` breaks the connection when so many bytes of the body were sent. */
export function tus(
  url: string,
  method: string,
  {
    headers = {},
    body,
    cutAfter,
  }: { headers?: Record<string, string | number>; body?: Uint8Array; cutAfter?: number } = {},
): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers: { "tus-resumable": "1.0.0", ...headers }, agent: false })
    request.once("response", (response) => {
      const chunks: Buffer[] = []
      response.on("data", (bytes: Buffer) => chunks.push(bytes))
      response.once("error", reject)
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: text === "" ? {} : (JSON.parse(text) as Answer["body"]),
        })
      })
    })
    if (cutAfter === undefined) {
      request.once("error", reject)
      request.end(body)
      return
    }
    request.once("error", () => resolve(undefined))
    request.setHeader("content-length", body?.length ?? 0)
    request.write(body?.subarray(0, cutAfter), () => {
      request.destroy()
      resolve(undefined)
    })
  })
}

const OCTETS = "application/offset+octet-stream"

/** The bytes of `all` from `offset` on, or `body`. */
export const patch = (
  url: string,
  offset: number,
  body: Uint8Array,
  headers: Record<string, string | number> = {},
): Promise<Answer> =>
  tus(url, "PATCH", {
    headers: { "content-type": OCTETS, "upload-offset": offset, ...headers },
    body,
  }) as Promise<Answer>

export const cutPatch = (url: string, offset: number, body: Uint8Array, cutAfter: number) =>
  tus(url, "PATCH", { headers: { "content-type": OCTETS, "upload-offset": offset }, body, cutAfter })

export const head = (url: string): Promise<Answer> => tus(url, "HEAD") as Promise<Answer>

export const offsetOf = async (url: string): Promise<number> => Number((await head(url)).headers["upload-offset"])

/** Begins an upload into a session of the instructor's; `url` is where its bytes go. */
export function uploader(service: Service, instructorId: string, as = callAs) {
  const call = () => as(caller.instructor(instructorId))
  const begin = async (bytes: Uint8Array, over: File & { requestId?: string } = {}) => {
    const { requestId = crypto.randomUUID(), ...file } = over
    const sessionId = over.sessionId ?? service.newSession({ instructorId }).id
    const reply = await service.content.beginUpload(
      {
        file: {
          sessionId,
          type: "FILE_TYPE_OTHER",
          fileName: "notes.bin",
          mediaType: "application/octet-stream",
          byteSize: bytes.length,
          ...file,
        },
        requestId,
      },
      call(),
    )
    const { file: begun } = reply
    if (!begun) throw new Error("no file")
    return { ...reply, file: begun, url: service.filesAddress + reply.uploadPath }
  }
  const get = async (id: string) => (await service.content.batchGetFiles({ ids: [id] }, call())).files[0]
  return {
    call,
    begin,
    get,
    /** The file, as it is after all has come and the background jobs have run. */
    async upload(bytes: Uint8Array, over: File = {}) {
      const { file, url } = await begin(bytes, over)
      const { status } = await patch(url, 0, bytes)
      if (status !== 204) throw new Error(`PATCH answered ${status}`)
      await service.runJobs()
      const found = await get(file.id)
      if (!found) throw new Error("the file is gone")
      return found
    },
  }
}
