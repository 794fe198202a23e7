import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { after, before, beforeEach, describe, it } from "node:test"
import { checkStreams } from "@lectern/content-service/stream-checks"
import { testContentService } from "@lectern/content-service/test-service"
import { unavailable } from "@lectern/rpc/errors"
import type { Caller } from "@lectern/rpc/passport"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { openContentSubgraph } from "./open.ts"

interface Stream {
  __typename: string
  hlsUrl: string
  posterUrl: string | null
  expiresAt: string
  captions: { language: string; label: string; url: string; isDefault: boolean }[]
  code: string
  message: string
  retryAfterSeconds: number
}

describe("the content subgraph", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  let subgraph: Subgraph
  let standardAccess: (typeof service)["neighbour"]["batchCheckAccess"]
  const telemetry = silentTelemetry("content-subgraph")
  before(async () => {
    service = await testContentService()
    standardAccess = service.neighbour.batchCheckAccess
    subgraph = openContentSubgraph(
      {
        CONTENT_SERVICE: service.address,
        PASSPORT_PUBLIC_KEYS: [passportPublicKey],
        PUBLIC_ORIGIN: service.filesAddress,
      },
      telemetry,
    )
  })
  beforeEach(() => {
    service.neighbour.batchCheckAccess = standardAccess
  })
  after(async () => {
    subgraph.close()
    await service[Symbol.asyncDispose]()
  })

  const STREAM = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CourseSession { id stream {
    __typename
    ... on StreamGrant { hlsUrl mp4Url posterUrl storyboardUrl expiresAt captions { language label url isDefault } }
    ... on UserError { code message }
    ... on NotReadyError { retryAfterSeconds }
  } } } }`
  const session = (over: object = {}) => ({
    __typename: "CourseSession",
    id: randomUUID(),
    courseId: randomUUID(),
    isPreview: false,
    ...over,
  })
  const stream = async (sessions: object[], who = caller.learner()) => {
    const { data, errors } = await runOperation<{ _entities: { id: string; stream: Stream | null }[] }>(
      subgraph,
      callAs(who),
      STREAM,
      { r: sessions },
    )
    return { streams: data._entities.map((entity) => entity.stream), errors }
  }
  const imported = async (over: object = {}) => {
    const it = session(over)
    const sourceFolder = await service.sampleStream("a sample")
    await service.content.importStream(
      { sessionId: it.id, courseId: it.courseId, sourceFolder },
      callAs(caller.admin()),
    )
    return it
  }

  it("gives absolute addresses that play", async () => {
    const { streams, errors } = await stream([await imported()])
    assert.equal(errors, undefined)
    const grant = streams[0]
    assert.equal(grant?.__typename, "StreamGrant")
    assert.deepEqual(
      grant?.captions.map(({ language, label, isDefault }) => [language, label, isDefault]),
      [
        ["ko", "한국어", true],
        ["en", "English", false],
      ],
    )
    assert.ok(new Date(grant?.expiresAt ?? "") > new Date())
    for (const [url, type] of [
      [grant?.hlsUrl, "application/vnd.apple.mpegurl"],
      [grant?.posterUrl, "image/jpeg"],
      [grant?.captions[0]?.url, "text/vtt; charset=utf-8"],
    ]) {
      const response = await fetch(url ?? "")
      assert.equal(response.status, 200)
      assert.equal(response.headers.get("content-type"), type)
      assert.ok((await response.arrayBuffer()).byteLength > 0)
    }
  })

  it("answers a denial with its reason, and what to do about it", async () => {
    service.neighbour.batchCheckAccess = async ({ courseIds }) => ({
      decisions: courseIds.map((courseId) => ({ courseId, granted: false, reason: "ACCESS_REASON_NOT_ENROLLED" })),
      previewDecisions: [],
    })
    const { streams, errors } = await stream([await imported()])
    assert.equal(errors, undefined)
    assert.deepEqual(streams[0], {
      __typename: "NotEntitledError",
      code: "NOT_ENROLLED",
      message: "enrol in the course, or subscribe, to play this session",
    })
  })

  it("says when to ask again for a session without a stream", async () => {
    const { streams } = await stream([session()])
    assert.equal(streams[0]?.__typename, "NotReadyError")
    assert.equal(streams[0]?.code, "STREAM_NOT_READY")
    assert.ok((streams[0]?.retryAfterSeconds ?? 0) > 0)
  })

  it("lets anonymous viewers play previews, and nothing else", async () => {
    service.neighbour.batchCheckAccess = async ({ courseIds, previewCourseIds }, call) => {
      assert.equal(call.caller.role, "ANONYMOUS")
      return {
        decisions: courseIds.map((courseId) => ({ courseId, granted: false, reason: "ACCESS_REASON_NOT_SIGNED_IN" })),
        previewDecisions: previewCourseIds.map((courseId) => ({
          courseId,
          granted: true,
          reason: "ACCESS_REASON_PREVIEW",
        })),
      }
    }
    const courseId = randomUUID()
    const preview = await imported({ courseId, isPreview: true })
    const paid = await imported({ courseId })
    const { streams } = await stream([preview, paid], caller.anonymous)
    assert.equal(streams[0]?.__typename, "StreamGrant")
    assert.equal((await fetch(streams[0]?.hlsUrl ?? "")).status, 200)
    assert.deepEqual([streams[1]?.__typename, streams[1]?.code], ["NotEntitledError", "NOT_SIGNED_IN"])
  })

  it("asks once for a hundred sessions, and once for each hundred", async () => {
    const calls = () => counterValue(telemetry, "grpc_client_handled_total", { grpc_method: "BatchCreateStreamGrants" })
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    const one = await imported()
    for (const [count, expected] of [
      [1, 1],
      [100, 1],
      [101, 2],
    ] as const) {
      const [callsBefore, statementsBefore] = [await calls(), await statements()]
      const sessions = [one, ...Array.from({ length: count - 1 }, () => session())]
      // The gateway may name a session several times.
      const { streams } = await stream([...sessions, ...sessions])
      assert.equal(streams.length, 2 * count)
      assert.deepEqual([streams[0]?.__typename, streams[count]?.__typename], ["StreamGrant", "StreamGrant"])
      assert.deepEqual(
        [(await calls()) - callsBefore, (await statements()) - statementsBefore],
        [expected, 2 * expected],
      )
    }
  })

  it("loses its own field only, when the enrollment service is away", async () => {
    service.neighbour.batchCheckAccess = () => Promise.reject(unavailable("away"))
    const { streams, errors } = await stream([await imported()])
    assert.deepEqual(streams, [null])
    assert.equal(errors?.[0]?.extensions?.code, "SERVICE_UNAVAILABLE")
  })

  it("gives nothing for ids that are none, and for a session without a course", async () => {
    const { streams, errors } = await stream([
      session({ id: "../../etc/passwd" }),
      { __typename: "CourseSession", id: (await imported()).id },
    ])
    assert.equal(errors, undefined)
    assert.deepEqual(
      streams.map((it) => it?.__typename),
      ["NotReadyError", "NotEntitledError"],
    )
  })

  it("asks once for the files of 200 sessions, whatever their types, and once for 200 files", async () => {
    const calls = (method: string) => counterValue(telemetry, "grpc_client_handled_total", { grpc_method: method })
    const FILES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CourseSession {
      files { id } captions: files(type: CAPTION) { language status downloadUrl } videos: files(type: VIDEO) { byteSize }
    } ... on ContentFile { type fileName session { id } } } }`
    const one = await imported()
    for (const [count, expected] of [
      [1, 1],
      [200, 1],
      [201, 2],
    ] as const) {
      const before = await calls("BatchListSessionFiles")
      const sessions = [one, ...Array.from({ length: count - 1 }, () => session())]
      const { data, errors } = await runOperation<{
        _entities: { files: { id: string }[]; captions: { language: string }[]; videos: { byteSize: number }[] }[]
      }>(subgraph, callAs(caller.learner()), FILES, { r: [...sessions, ...sessions] })
      assert.equal(errors, undefined)
      const [found] = data._entities
      assert.deepEqual(
        [found?.files.length, found?.captions, found?.videos.length],
        [
          4,
          [
            { language: "ko", status: "READY", downloadUrl: null },
            { language: "en", status: "READY", downloadUrl: null },
          ],
          1,
        ],
      )
      assert.deepEqual(data._entities[1]?.files, count === 1 ? found?.files : [])
      assert.equal((await calls("BatchListSessionFiles")) - before, expected)
    }
    const { files } = await service.content.batchListSessionFiles(
      { sessions: [{ sessionId: one.id, courseId: one.courseId }] },
      callAs(caller.learner()),
    )
    const before = await calls("BatchGetFiles")
    const { data } = await runOperation<{ _entities: ({ fileName: string; session: { id: string } } | null)[] }>(
      subgraph,
      callAs(caller.learner()),
      FILES,
      { r: [...files, ...files, { id: randomUUID() }].map(({ id }) => ({ __typename: "ContentFile", id })) },
    )
    assert.deepEqual(
      data._entities.map((file) => file && [file.fileName, file.session.id]),
      [...files, ...files, undefined].map((file) => (file?.fileName ? [file.fileName, one.id] : null)),
    )
    assert.equal((await calls("BatchGetFiles")) - before, 1)
  })

  it("changes what is given of a caption, and says what is wrong with a change", async () => {
    const { id: sessionId, courseId, instructorId } = service.newSession({ instructorId: randomUUID() })
    const sourceFolder = await service.sampleStream(sessionId)
    await service.content.importStream({ sessionId, courseId, sourceFolder }, callAs(caller.admin()))
    const { files } = await service.content.batchListSessionFiles(
      { sessions: [{ sessionId, courseId }] },
      callAs(caller.instructor(instructorId)),
    )
    const id = files.find(({ language }) => language === "en")?.id ?? ""
    const UPDATE = `mutation ($input: UpdateCaptionInput!) { updateCaption(input: $input) { __typename
      ... on UpdateCaptionSuccess { file { label } } ... on ValidationError { fields { path rule } }
      ... on ConflictError { code } ... on NotFoundError { resourceId } } }`
    const update = async (input: object) => {
      const { data, errors } = await runOperation<{ updateCaption: object }>(
        subgraph,
        callAs(caller.instructor(instructorId)),
        UPDATE,
        { input: { id, ...input } },
      )
      assert.equal(errors, undefined)
      return data.updateCaption
    }
    const success = (label: string | null) => ({ __typename: "UpdateCaptionSuccess", file: { label } })
    assert.deepEqual(await update({ isDefault: true }), success("English"))
    assert.deepEqual(await update({ label: "Transcript" }), success("Transcript"))
    assert.deepEqual(await update({ label: null }), success(null))
    assert.deepEqual(await update({ label: 'a "b"' }), {
      __typename: "ValidationError",
      fields: [{ path: ["label"], rule: "quotable" }],
    })
    assert.deepEqual(await update({ etag: "1", label: "x" }), { __typename: "ConflictError", code: "ETAG_STALE" })
    const nobody = randomUUID()
    assert.deepEqual(await update({ id: nobody }), { __typename: "NotFoundError", resourceId: nobody })
  })

  describe("streamHealth", () => {
    const HEALTH = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CourseSession { streamHealth {
      state checkedAt recoveredAt issues { segment culprit message since } } } } }`
    const health = async (sessions: object[], who: Caller) => {
      const { data, errors } = await runOperation<{ _entities: { streamHealth: Record<string, unknown> | null }[] }>(
        subgraph,
        callAs(who),
        HEALTH,
        { r: sessions },
      )
      assert.equal(errors, undefined)
      return data._entities.map(({ streamHealth }) => streamHealth)
    }
    const taught = async () => {
      const instructorId = randomUUID()
      const { id, courseId } = service.newSession({ instructorId })
      return { it: await imported({ id, courseId }), instructor: caller.instructor(instructorId) }
    }

    it("says to the instructor that a stream plays, and what a viewer would miss", async () => {
      const { it, instructor } = await taught()
      assert.deepEqual(await health([it], instructor), [
        { state: null, checkedAt: null, recoveredAt: null, issues: [] },
      ])
      await using jobs = await service.jobs()
      await checkStreams({ ...jobs, origin: undefined })
      const [healthy] = await health([it], instructor)
      assert.equal(healthy?.state, "SUCCESS")
      assert.ok(new Date(String(healthy?.checkedAt)).getTime() > 0)
      await rm(join(service.packageFolder(it.id), "240p/segment-0.m4s"))
      await checkStreams({ ...jobs, clock: () => new Date(Date.now() + 3_600_000), origin: undefined })
      const [broken] = await health([it], instructor)
      assert.equal(broken?.state, "FAIL")
      const [issue] = (broken?.issues ?? []) as Record<string, string>[]
      assert.deepEqual(
        [issue?.segment, issue?.culprit, issue?.message],
        ["240p/segment-0.m4s", "STORAGE", "it is missing in the store"],
      )
    })

    it("is null for everybody else, and where there is no stream", async () => {
      const { it, instructor } = await taught()
      for (const who of [caller.learner(), caller.instructor()]) assert.deepEqual(await health([it], who), [null])
      const calls = () => counterValue(telemetry, "grpc_client_handled_total", { grpc_method: "BatchGetStreamHealth" })
      const before = await calls()
      const sessions = [it, ...Array.from({ length: 99 }, () => session())]
      assert.equal((await health([...sessions, it], instructor)).filter((each) => each !== null).length, 2)
      assert.equal((await calls()) - before, 1)
    })
  })

  it("does not answer without a passport", () => {
    assert.throws(
      () => subgraph.openScope({ passport: "", deadlineMs: 0, signal: AbortSignal.abort(), correlationId: "" }),
      {
        reason: "PASSPORT_REQUIRED",
      },
    )
  })
})
