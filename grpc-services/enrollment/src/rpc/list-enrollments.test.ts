import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "../test-service.ts"

describe("listEnrollments", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  /** A person with this many enrolments; ids oldest first. */
  async function enrolled(count: number, over: Parameters<typeof service.stored.enrollment>[2] = {}) {
    const userId = randomUUID()
    const ids: string[] = []
    for (let i = 0; i < count; i++) ids.push(await service.stored.enrollment(userId, randomUUID(), over))
    return { userId, ids, call: callAs(caller.learner(userId)) }
  }

  it("lists newest first and counts the whole list", async () => {
    const { userId, ids, call } = await enrolled(3)
    const { enrollments, totalSize, nextPageToken, cursors } = await service.enrollment.listEnrollments(
      { userId },
      call,
    )
    assert.deepEqual(
      enrollments.map(({ id }) => id),
      ids.toReversed(),
    )
    assert.equal(totalSize, 3)
    assert.equal(nextPageToken, "")
    assert.equal(cursors.length, 3)
  })

  it("pages without repeating or losing, while new ones are made", async () => {
    const { userId, ids, call } = await enrolled(7)
    const seen: string[] = []
    let pageToken = ""
    do {
      const page = await service.enrollment.listEnrollments({ userId, pageSize: 3, pageToken }, call)
      seen.push(...page.enrollments.map(({ id }) => id))
      pageToken = page.nextPageToken
      await service.stored.enrollment(userId, randomUUID())
    } while (pageToken !== "")
    assert.deepEqual(seen, ids.toReversed())
  })

  it("goes on behind any enrolment by its cursor", async () => {
    const { userId, ids, call } = await enrolled(5)
    const { cursors } = await service.enrollment.listEnrollments({ userId }, call)
    const rest = await service.enrollment.listEnrollments({ userId, pageToken: cursors[1] ?? "" }, call)
    assert.deepEqual(
      rest.enrollments.map(({ id }) => id),
      ids.toReversed().slice(2),
    )
    assert.equal(rest.totalSize, 5)
  })

  it("narrows by status, also its count", async () => {
    const { userId, call } = await enrolled(2)
    const paused = await service.stored.enrollment(userId, randomUUID(), { status: "PAUSED" })
    const by = async (
      status: "ENROLLMENT_STATUS_ACTIVE" | "ENROLLMENT_STATUS_PAUSED" | "ENROLLMENT_STATUS_CANCELLED",
    ) => service.enrollment.listEnrollments({ userId, status }, call)
    assert.equal((await by("ENROLLMENT_STATUS_ACTIVE")).totalSize, 2)
    const { enrollments, totalSize } = await by("ENROLLMENT_STATUS_PAUSED")
    assert.deepEqual([enrollments.map(({ id }) => id), totalSize], [[paused], 1])
    assert.deepEqual(await by("ENROLLMENT_STATUS_CANCELLED"), {
      enrollments: [],
      cursors: [],
      nextPageToken: "",
      totalSize: 0,
    })
    const unknown = await service.enrollment.listEnrollments({ userId, status: 99 as never }, call)
    assert.equal(unknown.totalSize, 0)
  })

  it("is refused for another person's, save to administrators", async () => {
    const { userId } = await enrolled(1)
    for (const somebody of [caller.learner(), caller.instructor(), caller.gateway])
      await refusal(service.enrollment.listEnrollments({ userId }, callAs(somebody)), "PERMISSION_DENIED", "NOT_YOURS")
    // The same for somebody who is not there.
    await refusal(
      service.enrollment.listEnrollments({ userId: randomUUID() }, callAs(caller.learner())),
      "PERMISSION_DENIED",
      "NOT_YOURS",
    )
    await refusal(
      service.enrollment.listEnrollments({ userId }, callAs(caller.anonymous)),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
    assert.equal((await service.enrollment.listEnrollments({ userId }, callAs(caller.admin()))).totalSize, 1)
    assert.equal((await service.enrollment.listEnrollments({ userId: "no id" }, callAs(caller.admin()))).totalSize, 0)
  })

  it("refuses cursors of other lists and made-up ones, and negative page sizes", async () => {
    const [a, b] = [await enrolled(2), await enrolled(2)]
    const { nextPageToken } = await service.enrollment.listEnrollments({ userId: a.userId, pageSize: 1 }, a.call)
    assert.notEqual(nextPageToken, "")
    for (const request of [
      { userId: b.userId, pageToken: nextPageToken },
      { userId: b.userId, pageToken: "made up" },
      { userId: b.userId, pageToken: "x".repeat(10_000) },
    ])
      await refusal(service.enrollment.listEnrollments(request, b.call), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(
      service.enrollment.listEnrollments(
        { userId: a.userId, status: "ENROLLMENT_STATUS_ACTIVE", pageToken: nextPageToken },
        a.call,
      ),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
    await refusal(
      service.enrollment.listEnrollments({ userId: a.userId, pageSize: -1 }, a.call),
      "INVALID_ARGUMENT",
      "PAGE_SIZE_INVALID",
    )
  })

  it("gives 20 where no size is asked for, 100 at most, for two statements", async () => {
    const { userId, call } = await enrolled(102)
    const before = await counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    assert.equal((await service.enrollment.listEnrollments({ userId }, call)).enrollments.length, 20)
    assert.equal((await service.enrollment.listEnrollments({ userId, pageSize: 1000 }, call)).enrollments.length, 100)
    assert.equal((await counterValue(service.telemetry, "db_statements_total", { origin: "call" })) - before, 4)
  })
})
