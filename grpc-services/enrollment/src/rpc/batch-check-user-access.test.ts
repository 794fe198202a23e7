import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "../test-service.ts"

describe("batchCheckUserAccess", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const ask = async (questions: { userId: string; courseId: string; preview?: boolean }[], somebody = caller.admin()) =>
    (await service.enrollment.batchCheckUserAccess({ questions }, callAs(somebody))).answers

  it("decides for others as they would be answered themselves, whatever the administrator may", async () => {
    const teacher = service.users.add({ role: "ROLE_INSTRUCTOR" })
    const published = service.courses.add({ instructorId: teacher.id })
    const draft = service.courses.add({ instructorId: teacher.id, status: "COURSE_STATUS_DRAFT" })
    const priced = service.courses.add({ price: { amountMinor: 100, currencyCode: "KRW" } })
    const people = [
      { user: service.users.add(), as: caller.learner },
      { user: service.users.add(), as: caller.learner },
      { user: service.users.add(), as: caller.learner },
      { user: teacher, as: caller.instructor },
      { user: service.users.add({ role: "ROLE_ADMIN" }), as: caller.admin },
    ]
    const [, enrolled, subscribed] = people
    await service.stored.enrollment(enrolled?.user.id ?? "", published.id)
    await service.stored.enrollment(enrolled?.user.id ?? "", draft.id, { status: "PAUSED" })
    await service.stored.subscription(subscribed?.user.id ?? "")
    const courseIds = [published.id, draft.id, priced.id, randomUUID()]
    const seen = new Set<string>()
    for (const { user, as } of people) {
      const own = await service.enrollment.batchCheckAccess(
        { courseIds, previewCourseIds: courseIds },
        callAs(as(user.id)),
      )
      const questions = [false, true].flatMap((preview) =>
        courseIds.map((courseId) => ({ userId: user.id, courseId, preview })),
      )
      const answers = await ask(questions)
      assert.deepEqual(
        answers,
        [...own.decisions, ...own.previewDecisions].map((decision, i) => ({ question: questions[i], decision })),
      )
      for (const { decision } of answers) seen.add(decision?.reason ?? "")
    }
    assert.equal(seen.size, 6)
  })

  it("leaves out who is not there", async () => {
    const user = service.users.add()
    const courseId = service.courses.add().id
    const answers = await ask([
      { userId: randomUUID(), courseId },
      { userId: user.id, courseId },
      { userId: "no id", courseId },
    ])
    assert.deepEqual(
      answers.map(({ question }) => question?.userId),
      [user.id],
    )
    assert.deepEqual(await ask([]), [])
  })

  it("is for those who may read accounts", async () => {
    const questions = [{ userId: randomUUID(), courseId: randomUUID() }]
    for (const somebody of [caller.learner(), caller.instructor()])
      await refusal(ask(questions, somebody), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(ask(questions, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("costs two calls and two statements for a hundred pairs, and takes no more", async () => {
    const people = Array.from({ length: 10 }, () => service.users.add().id)
    const courseIds = Array.from({ length: 10 }, () => service.courses.add().id)
    for (const userId of people) for (const courseId of courseIds) await service.stored.enrollment(userId, courseId)
    const questions = people.flatMap((userId) => courseIds.map((courseId) => ({ userId, courseId })))
    const cost = async () => [
      await counterValue(service.telemetry, "grpc_client_handled_total"),
      await counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "select" }),
    ]
    const before = await cost()
    assert.ok((await ask(questions)).every(({ decision }) => decision?.reason === "ACCESS_REASON_ENROLLED"))
    const after = await cost()
    // The calls that the test makes are counted with the service's.
    assert.deepEqual(
      after.map((count, i) => count - (before[i] ?? 0)),
      [3, 2],
    )
    await refusal(ask([...questions, ...questions]), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
  })
})
