import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import type { Browser } from "playwright-core"
import { makeClip, testMediaTools } from "@lectern/content-service/test-clips"
import { required } from "@lectern/rpc/required"
import { until } from "@lectern/test-kit/until"
import { launchChromium } from "./chromium.ts"
import { makeCourses, makeLearner } from "./course-library.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const [chromium, tools] = await Promise.all([launchChromium(), testMediaTools()])
const missing = [chromium, tools].flatMap((each) => ("missing" in each ? [each.missing] : [])).join("; ")
if (missing) process.stderr.write(`SKIPPED: a video from its upload to the player. ${missing}\n`)

const HLS = readFileSync(createRequire(import.meta.url).resolve("hls.js/dist/hls.min.js"))
const PLAYER = readFileSync(new URL("hls-page.html", import.meta.url))

describe("a video that is uploaded", { skip: missing || false }, () => {
  let platform: Platform
  let site: Server
  let siteOrigin = ""
  let folder = ""
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-upload-"))
    site = createServer((request, response) => {
      if (request.url === "/hls.js") response.setHeader("content-type", "text/javascript").end(HLS)
      else response.setHeader("content-type", "text/html").end(PLAYER)
    })
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve))
    siteOrigin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
    platform = await startPlatform("one process", { ALLOWED_ORIGINS: siteOrigin })
  })
  after(async () => {
    if (!("missing" in chromium)) await chromium.close()
    site?.close()
    await platform?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Uploads a file of `folder` by tus, in one piece; gives its id. */
  async function upload(sessionId: string, name: string, file: object): Promise<string> {
    const bytes = await readFile(join(folder, name))
    const begun = await platform.services.content.beginUpload(
      { file: { sessionId, fileName: name, byteSize: bytes.length, ...file }, requestId: randomUUID() },
      platform.services.asAdmin(randomUUID()),
    )
    const response = await fetch(new URL(begun.uploadPath, platform.origin), {
      method: "PATCH",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
      body: bytes,
    })
    assert.equal(response.status, 204, await response.text())
    return required(begun.file).id
  }
  const fileOf = async (id: string) =>
    (await platform.services.content.batchGetFiles({ ids: [id] }, platform.services.asAdmin(randomUUID()))).files[0]
  const processed = (id: string) =>
    until(
      async () => {
        const file = await fileOf(id)
        return file?.status === "FILE_STATUS_READY" || file?.status === "FILE_STATUS_FAILED" ? file : undefined
      },
      { timeoutMs: 180_000, description: "the file to be processed" },
    )

  it("plays in Chromium in each rendition, with poster, previews and captions, and is found healthy", async () => {
    assert.ok(!("missing" in tools))
    await makeClip(tools, folder, "lecture.mp4", { size: "1280x720", seconds: 9 })
    await writeFile(join(folder, "ko.vtt"), "WEBVTT\n\n00:00.000 --> 00:09.000\n안녕하세요\n")
    const [course] = await makeCourses(platform.services, { count: 1 })
    assert.ok(course)
    const session = required(course.sessions[0])
    const video = await upload(session.id, "lecture.mp4", { type: "FILE_TYPE_VIDEO", mediaType: "video/mp4" })
    const caption = await upload(session.id, "ko.vtt", {
      type: "FILE_TYPE_CAPTION",
      mediaType: "text/vtt",
      language: "ko",
    })
    for (const id of [caption, video]) {
      const { status, failureReason } = await processed(id)
      assert.deepEqual([status, failureReason], ["FILE_STATUS_READY", ""])
    }

    const learner = await makeLearner(platform.services, { enrolled: [course], watched: [] })
    const { data, errors } = await platform.graphql<{ course: { sessions: { stream: Record<string, string> }[] } }>(
      `query ($id: ID!) { course(id: $id) { sessions { stream { ... on StreamGrant {
        hlsUrl mp4Url posterUrl storyboardUrl captions { url language label isDefault } } } } } }`,
      { id: course.id },
      await platform.signIn(learner),
    )
    assert.equal(errors, undefined)
    const stream = required(data.course.sessions[0]?.stream) as unknown as Record<
      "hlsUrl" | "mp4Url" | "posterUrl" | "storyboardUrl",
      string
    > & { captions: { url: string; language: string; label: string }[] }
    assert.equal(stream.mp4Url, null)
    for (const [url, type] of [
      [stream.posterUrl, /^image\/jpeg/],
      [stream.storyboardUrl, /^text\/vtt/],
      [stream.captions[0]?.url, /^text\/vtt/],
    ] as const) {
      const response = await fetch(url ?? "")
      assert.equal(response.status, 200)
      assert.match(response.headers.get("content-type") ?? "", type)
    }
    assert.deepEqual([stream.captions[0]?.language, stream.captions[0]?.label], ["ko", "한국어"])

    const page = await (await (chromium as Browser).newContext()).newPage()
    await page.goto(siteOrigin)
    assert.deepEqual(await page.evaluate(`open(${JSON.stringify(stream.hlsUrl)})`), { levels: [360, 720] })
    await page.evaluate("video.play()")
    interface State {
      seconds: number
      height: number
      error: string | null
      captions: { language: string; text: string }[]
    }
    const state = () => page.evaluate<State>("state()")
    for (const [level, height] of [360, 720].entries()) {
      await page.evaluate(`hls.currentLevel = ${level}`)
      await until(async () => (await state()).height === height, {
        timeoutMs: 20_000,
        description: `a picture of ${height} lines`,
      })
    }
    // Unasked, as the default of the master playlist.
    const shown = await until(async () => (await state()).captions[0], {
      timeoutMs: 20_000,
      description: "the caption that was uploaded",
    })
    assert.deepEqual(shown, { language: "ko", text: "안녕하세요" })
    await page.evaluate("video.currentTime = 7")
    await until(async () => (await state()).seconds > 7.5, { timeoutMs: 20_000, description: "the time to go on" })
    assert.equal((await state()).error, null)
    await page.context().close()

    const health = await until(
      async () => {
        const answer = await platform.graphql<{ course: { sessions: { streamHealth: { state: string } | null }[] } }>(
          `query ($id: ID!) { course(id: $id) { sessions { streamHealth { state issues { segment message } } } } }`,
          { id: course.id },
          await platform.signIn(demo.admin),
        )
        const found = answer.data.course.sessions[0]?.streamHealth
        return found?.state && found
      },
      { timeoutMs: 60_000, description: "the self-check" },
    )
    assert.deepEqual(health, { state: "SUCCESS", issues: [] })
  })

  it("is refused with a reason for people, when it is none", async () => {
    await writeFile(join(folder, "none.vtt"), "WEBVTT\n\n00:00.000 --> 00:01,000\nlost\n")
    const [course] = await makeCourses(platform.services, { count: 1 })
    const id = await upload(required(course?.sessions[0]).id, "none.vtt", {
      type: "FILE_TYPE_CAPTION",
      mediaType: "text/vtt",
      language: "en",
    })
    const { status, failureReason } = await processed(id)
    assert.equal(status, "FILE_STATUS_FAILED")
    assert.match(failureReason, /^line 3: times like/)
  })
})
