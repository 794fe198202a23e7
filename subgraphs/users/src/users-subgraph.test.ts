import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { usersService } from "@lectern/contracts/package-definition"
import { unavailable } from "@lectern/rpc/errors"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { testUsersService } from "@lectern/users-service/test-service"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { openUsersSubgraph } from "./open.ts"

describe("the users subgraph", () => {
  let service: Awaited<ReturnType<typeof testUsersService>>
  let subgraph: Subgraph
  const telemetry = silentTelemetry("users-subgraph")
  before(async () => {
    service = await testUsersService()
    subgraph = openUsersSubgraph(
      { USERS_SERVICE: service.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
      telemetry,
    )
  })
  after(async () => {
    subgraph.close()
    await service[Symbol.asyncDispose]()
  })

  const REGISTER = `mutation ($input: RegisterUserInput!) {
    registerUser(input: $input) {
      __typename
      ... on RegisterUserSuccess { user { id displayName email role locale timeZone } }
      ... on UserError { code message }
      ... on ValidationError { fields { path rule } }
    }
  }`
  const register = (over: object = {}) =>
    runOperation<{
      registerUser: { __typename: string; user: { id: string }; fields: unknown; code: string; message: string }
    }>(subgraph, callAs(caller.anonymous), REGISTER, {
      input: { displayName: "Ada", email: `${randomUUID()}@example.org`, password: "a long enough one", ...over },
    })

  it("signs a learner up", async () => {
    const { data } = await register()
    assert.equal(data.registerUser.__typename, "RegisterUserSuccess")
  })

  it("answers expected failures as members of the union, with paths into the input", async () => {
    const email = `${randomUUID()}@example.org`
    await register({ email })
    assert.equal((await register({ email: email.toUpperCase() })).data.registerUser.__typename, "EmailTakenError")
    const { data } = await register({ email: "none", password: "short77", displayName: "" })
    assert.deepEqual(data.registerUser.fields, [
      { path: ["displayName"], rule: "length" },
      { path: ["email"], rule: "email" },
      { path: ["password"], rule: "length" },
    ])
    assert.match(data.registerUser.message, /^displayName: .*; email: .*; password: /)
    const key = await register({ idempotencyKey: "no uuid" })
    assert.deepEqual(key.data.registerUser.fields, [{ path: ["idempotencyKey"], rule: "uuid" }])
  })

  it("makes a key where the client has none, so that a call that is tried again makes one account", async () => {
    const requestIds: string[] = []
    const users = await stubService(usersService, {
      createUser: async ({ requestId, user }) => {
        requestIds.push(requestId)
        if (requestIds.length === 1) throw unavailable("the answer was lost")
        return { user }
      },
    })
    const between = openUsersSubgraph(
      { USERS_SERVICE: users.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
      silentTelemetry("users-subgraph"),
    )
    await runOperation(
      between,
      callAs(caller.anonymous),
      `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`,
      {
        input: { displayName: "Ada", email: "ada@example.org", password: "a long enough one" },
      },
    )
    between.close()
    await users.stop()
    assert.match(requestIds[0] ?? "", /^[0-9a-f-]{36}$/)
    assert.deepEqual(requestIds, [requestIds[0], requestIds[0]])
  })

  it("loads any number of references with one RPC", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await register()).data.registerUser.user.id))
    const before = await counterValue(telemetry, "grpc_client_handled_total", { grpc_method: "BatchGetUsers" })
    const { data } = await runOperation<{ _entities: unknown[] }>(
      subgraph,
      callAs(caller.anonymous),
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { displayName } } }`,
      { r: [...ids, ...ids, randomUUID()].map((id) => ({ __typename: "User", id })) },
    )
    assert.equal(data._entities.length, 11)
    assert.equal(data._entities[10], null)
    const calls = await counterValue(telemetry, "grpc_client_handled_total", { grpc_method: "BatchGetUsers" })
    assert.equal(calls - before, 1)
  })

  it("hides the address and the history of others, and costs nothing else", async () => {
    const { data } = await register()
    const { id } = data.registerUser.user
    const query = `query ($id: ID!) { user(id: $id) { displayName email loginHistory(first: 5) { edges { node { type } } } } }`
    const own = await runOperation<{ user: Record<string, unknown> }>(subgraph, callAs(caller.learner(id)), query, {
      id,
    })
    assert.match(String(own.data.user.email), /@/)
    assert.deepEqual(own.data.user.loginHistory, { edges: [] })
    const other = await runOperation<{ user: Record<string, unknown> }>(subgraph, callAs(caller.learner()), query, {
      id,
    })
    assert.deepEqual(other.data.user, { displayName: "Ada", email: null, loginHistory: null })
    assert.deepEqual(
      other.errors?.map(({ path, extensions }) => [path?.join("."), extensions?.code]),
      [["user.loginHistory", "FORBIDDEN"]],
    )
  })

  const FAILURE = `... on UserError { __typename code message }`
  const stateErrors =
    "... on SecondFactorStateError { __typename code } ... on ValidationError { __typename fields { path } }"

  it("answers refusals about a second factor as members of the union, too many tries with the time to wait", async () => {
    const { data } = await register()
    const call = callAs(caller.learner(data.registerUser.user.id))
    const run = async (mutation: string) =>
      Object.values(
        (await runOperation<Record<string, Record<string, unknown>>>(subgraph, call, `mutation { ${mutation} }`)).data,
      )[0]
    assert.deepEqual(await run(`confirmSecondFactor(input: { code: "123456" }) { ${stateErrors} }`), {
      __typename: "SecondFactorStateError",
      code: "SECOND_FACTOR_NOT_STARTED",
    })
    assert.deepEqual(await run(`disableSecondFactor(input: { code: "123456" }) { ${stateErrors} }`), {
      __typename: "SecondFactorStateError",
      code: "SECOND_FACTOR_NOT_ENABLED",
    })
    assert.deepEqual(await run(`replaceRecoveryCodes(input: {}) { ${stateErrors} }`), {
      __typename: "ValidationError",
      fields: [{ path: ["password"] }],
    })
    const wrongPassword = `startSecondFactor(input: { password: "not the right one" }) {
      ${stateErrors} ... on OverloadedError { __typename code retryAfterSeconds }
    }`
    for (let time = 0; time < 10; time++)
      assert.deepEqual(await run(wrongPassword), { __typename: "ValidationError", fields: [{ path: ["password"] }] })
    const refused = await run(wrongPassword)
    assert.deepEqual([refused?.__typename, refused?.code], ["OverloadedError", "RATE_LIMITED"])
    assert.ok(Number(refused?.retryAfterSeconds) > 800)
  })

  it("answers for an auth session that is none of the viewer's with the id that was asked for", async () => {
    const { data } = await register()
    const id = randomUUID()
    const answer = await runOperation<Record<string, unknown>>(
      subgraph,
      callAs(caller.learner(data.registerUser.user.id)),
      `mutation ($id: ID!) { revokeAuthSession(id: $id) { ${FAILURE} ... on NotFoundError { resourceId } } }`,
      { id },
    )
    assert.deepEqual(answer.data.revokeAuthSession, {
      __typename: "NotFoundError",
      code: "AUTH_SESSION_NOT_FOUND",
      message: `no auth session ${id} is open`,
      resourceId: id,
    })
  })

  it("refuses a page of more than 100, or of less than one", async () => {
    const id = (await register()).data.registerUser.user.id
    for (const first of [101, 0, -1]) {
      const { errors } = await runOperation(
        subgraph,
        callAs(caller.learner(id)),
        `query ($first: Int) { me { loginHistory(first: $first) { pageInfo { hasNextPage } } } }`,
        { first },
      )
      assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
    }
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
