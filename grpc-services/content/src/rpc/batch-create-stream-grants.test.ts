import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import mysql from "mysql2/promise"
import type { AccessReason } from "@lectern/contracts/elearning/enrollment/v1/AccessReason.ts"
import type { StreamRequest } from "@lectern/contracts/elearning/content/v1/StreamRequest.ts"
import { unavailable } from "@lectern/rpc/errors"
import { fromTimestamp, toTimestamp } from "@lectern/rpc/timestamp"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { verifyStreamGrant } from "../stream-grant.ts"
import { GRANT_SECRET, testContentService } from "../test-service.ts"

describe("batchCreateStreamGrants", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  let grantAll: (typeof service)["neighbour"]["batchCheckAccess"]
  let sourceFolder: string
  before(async () => {
    service = await testContentService()
    grantAll = service.neighbour.batchCheckAccess
    sourceFolder = await service.sampleStream("a sample")
  })
  beforeEach(() => {
    service.neighbour.batchCheckAccess = grantAll
  })
  after(() => service[Symbol.asyncDispose]())

  const viewer = () => callAs(caller.learner())
  const ask = (sessions: StreamRequest[], call = viewer()) =>
    service.content.batchCreateStreamGrants({ sessions }, call)
  async function imported(over: Partial<{ courseId: string }> = {}) {
    const where = { sessionId: randomUUID(), courseId: over.courseId ?? randomUUID() }
    await service.content.importStream({ ...where, sourceFolder }, callAs(caller.admin()))
    return where
  }
  const answerWith =
    (reason: keyof typeof AccessReason, validUntil?: Date): typeof grantAll =>
    async ({ courseIds, previewCourseIds }) => {
      const granted = reason === "ACCESS_REASON_SUBSCRIBED"
      const decide = (courseId: string) => ({
        courseId,
        granted,
        reason,
        validUntilTime: validUntil ? toTimestamp(validUntil) : null,
      })
      return { decisions: courseIds.map(decide), previewDecisions: previewCourseIds.map(decide) }
    }
  const setStatus = async (sessionId: string, status: string) => {
    const connection = await mysql.createConnection(service.database.url)
    await connection.query("UPDATE content_files SET status = ? WHERE session_id = ?", [status, idToBytes(sessionId)])
    await connection.end()
  }
  const grantOf = (path: string) => verifyStreamGrant(GRANT_SECRET, path.split("?g=")[1], new Date())

  it("signs playlist, captions and poster of a session for the caller", async () => {
    const where = await imported()
    const me = caller.learner()
    const before = Date.now()
    const { answers } = await ask([where], callAs(me))
    assert.equal(answers[0]?.sessionId, where.sessionId)
    const grant = answers[0]?.grant
    assert.match(
      grant?.hlsPath ?? "",
      new RegExp(`^/files/hls/${where.sessionId}/[\\w-]{36}/master\\.m3u8\\?g=[\\w-]{100}$`),
    )
    assert.match(grant?.posterPath ?? "", /^\/files\/posters\/[\w-]{36}\.jpg\?g=[\w-]{100}$/)
    assert.deepEqual(
      grant?.captions.map(({ language, label, isDefault }) => [language, label, isDefault]),
      [
        ["ko", "한국어", true],
        ["en", "English", false],
      ],
    )
    for (const { fileId, path } of grant?.captions ?? [])
      assert.equal(path, `/files/captions/${fileId}.vtt?g=${grant?.hlsPath.split("?g=")[1]}`)
    const expiresAt = fromTimestamp(grant?.expireTime ?? null)
    assert.deepEqual(grantOf(grant?.hlsPath ?? ""), { userId: me.userId, ...where, epoch: 0, expiresAt })
    const lifetimeMs = expiresAt.getTime() - before
    assert.ok(lifetimeMs > 14_398_000 && lifetimeMs < 14_402_000, String(lifetimeMs))
  })

  it("ends the grant with the decision where that is sooner", async () => {
    const where = await imported()
    const soon = new Date(Math.floor(Date.now() / 1000) * 1000 + 90_000)
    service.neighbour.batchCheckAccess = answerWith("ACCESS_REASON_SUBSCRIBED", new Date(soon.getTime() + 700))
    const { answers } = await ask([where])
    assert.deepEqual(fromTimestamp(answers[0]?.grant?.expireTime ?? null), soon)
    service.neighbour.batchCheckAccess = answerWith("ACCESS_REASON_SUBSCRIBED", new Date(Date.now() + 90_000_000))
    const later = fromTimestamp((await ask([where])).answers[0]?.grant?.expireTime ?? null)
    assert.ok(later.getTime() < Date.now() + 14_402_000)
  })

  it("answers each denial with its reason, ready or not", async () => {
    const sessions = [await imported(), { sessionId: randomUUID(), courseId: randomUUID() }]
    for (const reason of ["NOT_SIGNED_IN", "NOT_ENROLLED", "SUBSCRIPTION_EXPIRED", "COURSE_UNPUBLISHED"] as const) {
      service.neighbour.batchCheckAccess = answerWith(`ACCESS_REASON_${reason}`)
      const { answers } = await ask(sessions)
      assert.deepEqual(
        answers.map(({ outcome, denial }) => [outcome, denial?.reason]),
        [
          ["denial", reason],
          ["denial", reason],
        ],
      )
    }
  })

  it("says when to ask again where there is no stream, or none that is ready", async () => {
    const statuses = ["UPLOADING", "PROCESSING", "FAILED", "DELETED"]
    const sessions = await Promise.all(
      statuses.map(async (status) => {
        const where = await imported()
        await setStatus(where.sessionId, status)
        return where
      }),
    )
    const { answers } = await ask([...sessions, { sessionId: randomUUID(), courseId: randomUUID() }])
    for (const { outcome, notReady } of answers) {
      assert.equal(outcome, "notReady")
      assert.ok((notReady?.retryAfterSeconds ?? 0) > 0)
    }
  })

  it("lets the stored course win: a session of another course is like one of no course, and nobody is asked", async () => {
    const where = await imported()
    let asked = 0
    service.neighbour.batchCheckAccess = (request, call) => {
      asked++
      return grantAll(request, call)
    }
    const { answers } = await ask([
      { ...where, courseId: randomUUID() },
      { ...where, courseId: "" },
    ])
    assert.deepEqual(
      answers.map(({ denial }) => denial?.reason),
      ["COURSE_UNPUBLISHED", "COURSE_UNPUBLISHED"],
    )
    assert.equal(asked, 0)
  })

  it("asks for previews as previews, so that a preview opens no other session of its course", async () => {
    const courseId = randomUUID()
    const [preview, paid] = [await imported({ courseId }), await imported({ courseId })]
    service.neighbour.batchCheckAccess = async ({ courseIds, previewCourseIds }) => {
      assert.deepEqual([courseIds, previewCourseIds], [[courseId], [courseId]])
      return {
        decisions: [{ courseId, granted: false, reason: "ACCESS_REASON_NOT_SIGNED_IN" }],
        previewDecisions: [{ courseId, granted: true, reason: "ACCESS_REASON_PREVIEW" }],
      }
    }
    const { answers } = await ask([{ ...preview, isPreview: true }, paid], callAs(caller.anonymous))
    const grant = grantOf(answers[0]?.grant?.hlsPath ?? "")
    assert.ok(typeof grant === "object" && grant.userId === undefined && grant.sessionId === preview.sessionId)
    assert.equal(answers[1]?.denial?.reason, "NOT_SIGNED_IN")
  })

  it("takes no answer about a course for a yes", async () => {
    service.neighbour.batchCheckAccess = async () => ({ decisions: [], previewDecisions: [] })
    const { answers } = await ask([await imported()])
    assert.equal(answers[0]?.denial?.reason, "COURSE_UNPUBLISHED")
  })

  it("answers a hundred sessions in their order, repeats too, with one question and two statements", async () => {
    const [first, second] = [await imported(), await imported()]
    const unknown = Array.from({ length: 97 }, () => ({ sessionId: randomUUID(), courseId: randomUUID() }))
    const counts = async () => [
      await counterValue(service.telemetry, "grpc_client_handled_total", { grpc_method: "BatchCheckAccess" }),
      await counterValue(service.telemetry, "db_statements_total", { origin: "call" }),
    ]
    for (const sessions of [[first], [first, ...unknown, second, first]]) {
      const before = await counts()
      const { answers } = await ask(sessions)
      assert.deepEqual(
        answers.map(({ sessionId }) => sessionId),
        sessions.map(({ sessionId }) => sessionId),
      )
      assert.equal(answers.at(-1)?.outcome, "grant")
      assert.deepEqual(
        (await counts()).map((count, index) => count - (before[index] ?? 0)),
        [1, 2],
      )
    }
  })

  it("needs no question for no sessions, and refuses more than 100", async () => {
    assert.deepEqual((await ask([])).answers, [])
    await refusal(
      ask(Array.from({ length: 101 }, () => ({ sessionId: randomUUID() }))),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
  })

  it("finds nothing under ids that are none", async () => {
    const { answers } = await ask([
      { sessionId: "", courseId: "" },
      { sessionId: "../../x", courseId: randomUUID() },
      { sessionId: "x".repeat(10_000), courseId: "y".repeat(10_000) },
    ])
    assert.deepEqual(
      answers.map(({ outcome }) => outcome),
      ["notReady", "notReady", "notReady"],
    )
  })

  it("reads ids in capitals as the same ids", async () => {
    const { sessionId, courseId } = await imported()
    const { answers } = await ask([{ sessionId: sessionId.toUpperCase(), courseId: courseId.toUpperCase() }])
    assert.equal(answers[0]?.sessionId, sessionId.toUpperCase())
    assert.match(answers[0]?.grant?.hlsPath ?? "", new RegExp(sessionId))
  })

  it("fails closed when the enrollment service is away", async () => {
    service.neighbour.batchCheckAccess = () => Promise.reject(unavailable("away"))
    await refusal(ask([await imported()]), "UNAVAILABLE")
  })
})
