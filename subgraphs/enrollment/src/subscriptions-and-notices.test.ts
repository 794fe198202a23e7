import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "@lectern/enrollment-service/test-service"
import { serviceCaller } from "@lectern/rpc/passport"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { openEnrollmentSubgraph } from "./open.ts"

describe("the enrollment subgraph: subscriptions and notices", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  let subgraph: Subgraph
  const telemetry = silentTelemetry("enrollment-subgraph")
  before(async () => {
    service = await testEnrollmentService()
    subgraph = openEnrollmentSubgraph(
      { ENROLLMENT_SERVICE: service.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
      telemetry,
    )
  })
  after(async () => {
    subgraph.close()
    await service[Symbol.asyncDispose]()
  })

  const idToBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex")
  type Somebody = Parameters<typeof callAs>[0]
  const run = <T>(somebody: Somebody, query: string, variables?: object, languages = "") =>
    runOperation<T>(subgraph, callAs(somebody, 10_000, { languages }), query, variables as Record<string, unknown>)
  const rpcs = (method?: string) =>
    counterValue(telemetry, "grpc_client_handled_total", method === undefined ? {} : { grpc_method: method })
  const problems = (errors: Awaited<ReturnType<typeof run>>["errors"]) =>
    errors?.map(({ path, extensions }) => [path?.join("."), extensions?.code])
  const ofUser = async <T>(userId: string, selection: string, languages = "", somebody = caller.learner(userId)) => {
    const { data, errors } = await run<{ _entities: [T] }>(
      somebody,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { ${selection} } } }`,
      { r: [{ __typename: "User", id: userId }] },
      languages,
    )
    return { entity: data._entities[0], errors }
  }

  const RESULT = `__typename
    ... on SubscriptionSuccess { replayed subscription { id status autoRenew cancelledAt etag user { id } } }
    ... on UserError { code }
    ... on ConflictError { currentEtag }
    ... on NotFoundError { resourceId }
    ... on ValidationError { fields { path rule } }`
  interface Changed {
    __typename: string
    subscription: { status: string; autoRenew: boolean; cancelledAt: string | null; etag: string; user: { id: string } }
    [field: string]: unknown
  }
  const changes = {
    setAutoRenew: async (somebody: Somebody, input: object) =>
      (
        await run<{ setAutoRenew: Changed }>(
          somebody,
          `mutation ($input: SetAutoRenewInput!) { setAutoRenew(input: $input) { ${RESULT} } }`,
          { input },
        )
      ).data.setAutoRenew,
    cancelSubscription: async (somebody: Somebody, variables: object) =>
      (
        await run<{ cancelSubscription: Changed }>(
          somebody,
          `mutation ($id: ID!, $etag: String) { cancelSubscription(id: $id, etag: $etag) { ${RESULT} } }`,
          variables,
        )
      ).data.cancelSubscription,
    changePaymentMethod: async (somebody: Somebody, input: object) =>
      (
        await run<{ changePaymentMethod: Changed }>(
          somebody,
          `mutation ($input: ChangePaymentMethodInput!) { changePaymentMethod(input: $input) { ${RESULT} } }`,
          { input },
        )
      ).data.changePaymentMethod,
  }

  it("answers each change with the subscription as it is then", async () => {
    const userId = randomUUID()
    const id = await service.stored.subscription(userId)
    const learner = caller.learner(userId)
    const off = await changes.setAutoRenew(learner, { subscriptionId: id, autoRenew: false, etag: "1" })
    assert.deepEqual(off, {
      __typename: "SubscriptionSuccess",
      replayed: false,
      subscription: { id, status: "ACTIVE", autoRenew: false, cancelledAt: null, etag: "2", user: { id: userId } },
    })
    const paid = await changes.changePaymentMethod(learner, { subscriptionId: id, paymentToken: "other" })
    assert.equal(paid.subscription.etag, "3")
    const cancelled = await changes.cancelSubscription(learner, { id, etag: "3" })
    assert.match(cancelled.subscription.cancelledAt ?? "", /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
    assert.equal(cancelled.subscription.status, "ACTIVE")
  })

  it("answers stale etags, what has ended and what can't be renewed as conflicts", async () => {
    const [userId, endedUserId, unpaidUserId] = [randomUUID(), randomUUID(), randomUUID()]
    const id = await service.stored.subscription(userId)
    const ended = await service.stored.subscription(endedUserId, { status: "EXPIRED" })
    const unpaid = await service.stored.subscription(unpaidUserId, { auto_renew: 0, payment_method: "" })
    const conflict = (code: string, currentEtag: string | null) => ({ __typename: "ConflictError", code, currentEtag })
    const learner = caller.learner(userId)
    const stale = conflict("ETAG_STALE", "1")
    assert.deepEqual(await changes.setAutoRenew(learner, { subscriptionId: id, autoRenew: false, etag: "9" }), stale)
    assert.deepEqual(await changes.cancelSubscription(learner, { id, etag: "9" }), stale)
    assert.deepEqual(
      await changes.changePaymentMethod(learner, { subscriptionId: id, paymentToken: "ok", etag: "9" }),
      stale,
    )
    const over = conflict("SUBSCRIPTION_ENDED", null)
    const other = caller.learner(endedUserId)
    assert.deepEqual(await changes.setAutoRenew(other, { subscriptionId: ended, autoRenew: true }), over)
    assert.deepEqual(await changes.cancelSubscription(other, { id: ended }), over)
    assert.deepEqual(
      await changes.setAutoRenew(caller.learner(unpaidUserId), { subscriptionId: unpaid, autoRenew: true }),
      conflict("PAYMENT_METHOD_MISSING", null),
    )
  })

  it("answers another person's subscription as none at all", async () => {
    const theirs = await service.stored.subscription(randomUUID())
    for (const id of [theirs, randomUUID(), "no id", ""]) {
      const missing = { __typename: "NotFoundError", code: "SUBSCRIPTION_NOT_FOUND", resourceId: id }
      const learner = caller.learner()
      assert.deepEqual(await changes.setAutoRenew(learner, { subscriptionId: id, autoRenew: false }), missing)
      assert.deepEqual(await changes.cancelSubscription(learner, { id }), missing)
      assert.deepEqual(await changes.changePaymentMethod(learner, { subscriptionId: id, paymentToken: "x" }), missing)
    }
  })

  it("answers a token that is none by its path in the input", async () => {
    const userId = randomUUID()
    const subscriptionId = await service.stored.subscription(userId)
    assert.deepEqual(await changes.changePaymentMethod(caller.learner(userId), { subscriptionId, paymentToken: "" }), {
      __typename: "ValidationError",
      code: "INVALID_ARGUMENT",
      fields: [{ path: ["paymentToken"], rule: "length" }],
    })
  })

  it("pages through the renewals of a subscription", async () => {
    const userId = randomUUID()
    const end = new Date(Date.now() - 3_600_000)
    await service.stored.subscription(userId, { period_end: end, next_action_at: end, payment_method: "ok" })
    const replica = await service.replica()
    await replica.sweep()
    const renewals = (page: string) =>
      ofUser<{ subscription: { renewals: { edges: { node: object }[]; pageInfo: object } | null } }>(
        userId,
        `subscription { renewals(${page}) { edges { cursor node { id periodStart periodEnd outcome occurredAt } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
    const { entity } = await renewals("first: 1")
    const [edge] = entity.subscription.renewals?.edges ?? []
    assert.deepEqual(
      { ...edge?.node, id: "", periodEnd: "", occurredAt: "" },
      { id: "", periodStart: end.toISOString(), periodEnd: "", outcome: "RENEWED", occurredAt: "" },
    )
    for (const page of ["first: 0", "first: 101", 'after: "made up"'])
      assert.deepEqual(problems((await renewals(page)).errors), [
        ["_entities.0.subscription.renewals", "BAD_USER_INPUT"],
      ])
  })

  it("tells notices with their subscriptions, which are read with one RPC, in the viewer's language", async () => {
    const { id: userId } = service.users.add({ locale: "ko" })
    const subscriptionId = await service.stored.subscription(userId)
    for (let i = 0; i < 5; i++)
      await service.stored.notice(userId, { type: "SUBSCRIPTION_RENEWED", subject_id: idToBytes(subscriptionId) })
    const before = [await rpcs("ListNotices"), await rpcs("BatchGetSubscriptions"), await rpcs()]
    const read = (languages: string) =>
      ofUser<{ notices: { edges: { node: { title: string; body: string; subscription: { id: string } } }[] } }>(
        userId,
        "notices { edges { node { title body subscription { id status } enrollment { id } } } }",
        languages,
      )
    const korean = (await read("")).entity.notices.edges.map(({ node }) => node)
    const after = [await rpcs("ListNotices"), await rpcs("BatchGetSubscriptions"), await rpcs()]
    assert.deepEqual(
      after.map((count, i) => count - (before[i] ?? 0)),
      [1, 1, 2],
    )
    assert.equal(korean.length, 5)
    assert.ok(
      korean.every(
        ({ title, subscription }) => title === "구독이 갱신되었습니다" && subscription.id === subscriptionId,
      ),
    )
    const english = (await read("en-US,en;q=0.9")).entity.notices.edges
    assert.equal(english[0]?.node.title, "Your subscription is renewed")
  })

  it("marks notices as read, those named or all, and counts what is left", async () => {
    const userId = randomUUID()
    const learner = caller.learner(userId)
    const ids: string[] = []
    for (let i = 0; i < 4; i++) ids.push(await service.stored.notice(userId))
    const unread = async () =>
      (await ofUser<{ notices: { unreadCount: number } }>(userId, "notices { unreadCount }")).entity.notices.unreadCount
    const mark = async (somebody: Somebody, named: string[]) =>
      run<{ markNoticesRead: { readCount: number } | null }>(
        somebody,
        `mutation ($ids: [ID!]!) { markNoticesRead(ids: $ids) { readCount } }`,
        { ids: named },
      )
    assert.deepEqual((await mark(caller.learner(), ids)).data, { markNoticesRead: { readCount: 0 } })
    assert.deepEqual((await mark(learner, [ids[0] ?? "", "no id"])).data, { markNoticesRead: { readCount: 1 } })
    assert.equal(await unread(), 3)
    const all = await run(learner, `mutation ($upToId: ID) { markAllNoticesRead(upToId: $upToId) { readCount } }`, {
      upToId: ids[2],
    })
    assert.deepEqual(all.data, { markAllNoticesRead: { readCount: 2 } })
    assert.equal(await unread(), 1)
    const tooMany = await mark(
      learner,
      Array.from({ length: 201 }, () => randomUUID()),
    )
    assert.deepEqual(problems(tooMany.errors), [["markNoticesRead", "BAD_USER_INPUT"]])
  })

  it("shows and changes preferences, refusing by path what must be told", async () => {
    const userId = randomUUID()
    const learner = caller.learner(userId)
    const update = async (changes: object[]) =>
      (
        await run<{ updateNotificationPreferences: Record<string, unknown> }>(
          learner,
          `mutation ($input: UpdateNotificationPreferencesInput!) {
            updateNotificationPreferences(input: $input) {
              __typename
              ... on NotificationPreferencesSuccess { preferences { type channel isEnabled isMandatory } }
              ... on ValidationError { fields { path rule } }
            }
          }`,
          { input: { changes } },
        )
      ).data.updateNotificationPreferences
    const changed = await update([{ type: "SUBSCRIPTION_RENEWED", channel: "EMAIL", isEnabled: false }])
    const { entity } = await ofUser<{
      notificationPreferences: { type: string; channel: string; isEnabled: boolean }[]
    }>(userId, "notificationPreferences { type channel isEnabled isMandatory }")
    assert.deepEqual(changed, {
      __typename: "NotificationPreferencesSuccess",
      preferences: entity.notificationPreferences,
    })
    assert.deepEqual(
      entity.notificationPreferences.filter(({ isEnabled }) => !isEnabled).map(({ type, channel }) => [type, channel]),
      [["SUBSCRIPTION_RENEWED", "EMAIL"]],
    )
    assert.deepEqual(await update([{ type: "SUBSCRIPTION_EXPIRED", channel: "EMAIL", isEnabled: false }]), {
      __typename: "ValidationError",
      fields: [{ path: ["changes", "0", "isEnabled"], rule: "mandatory" }],
    })
    const foreign = await ofUser(userId, "notificationPreferences { type }", "", caller.learner())
    assert.deepEqual(problems(foreign.errors), [["_entities.0.notificationPreferences", "FORBIDDEN"]])
  })

  it("resolves a subscription by reference for its owner only", async () => {
    const userId = randomUUID()
    const id = await service.stored.subscription(userId)
    const read = async (somebody: Somebody) =>
      (
        await run<{ _entities: unknown[] }>(
          somebody,
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ContentSubscription { id status } } }`,
          { r: [{ __typename: "ContentSubscription", id }] },
        )
      ).data._entities
    assert.deepEqual(await read(caller.learner(userId)), [{ id, status: "ACTIVE" }])
    assert.deepEqual(await read(caller.learner()), [null])
  })

  it("show an instructor the session whose video does not play, and no subscription or enrolment", async () => {
    const [userId, sessionId] = [randomUUID(), randomUUID()]
    await service.enrollment.tellStreamHealth(
      { eventId: randomUUID(), userId, sessionId, isBroken: true },
      callAs(serviceCaller("content")),
    )
    const { entity, errors } = await ofUser<{ notices: { edges: { node: object }[] } }>(
      userId,
      "notices(first: 5) { edges { node { type courseSession { id } subscription { id } enrollment { id } } } }",
    )
    assert.equal(errors, undefined)
    assert.deepEqual(
      entity.notices.edges.map(({ node }) => node),
      [{ type: "STREAM_BROKEN", courseSession: { id: sessionId }, subscription: null, enrollment: null }],
    )
  })
})
