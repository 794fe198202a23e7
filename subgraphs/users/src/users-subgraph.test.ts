import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { usersService } from "@lectern/contracts/package-definition"
import { exhausted, unavailable } from "@lectern/rpc/errors"
import type { Caller } from "@lectern/rpc/passport"
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

  const ERRORS = `__typename ... on UserError { code message } ... on ValidationError { fields { path rule } }`
  type Result = Record<string, unknown> & { __typename: string }
  /** The value of a mutation's one field. */
  const mutate = async (
    caller: Caller,
    field: string,
    inputType: string,
    input: object,
    selection = "",
  ): Promise<Result> => {
    const { data, errors } = await runOperation<Record<string, Result>>(
      subgraph,
      callAs(caller),
      `mutation ($input: ${inputType}!) { ${field}(input: $input) { ${ERRORS} ${selection} } }`,
      { input },
    )
    assert.ok(data[field], JSON.stringify(errors))
    return data[field]
  }

  it("answers a change of the profile by each member of its union, and as it is then", async () => {
    const person = caller.learner((await register()).data.registerUser.user.id)
    const update = (input: object) =>
      mutate(
        person,
        "updateMyProfile",
        "UpdateMyProfileInput",
        input,
        "... on UpdateMyProfileSuccess { user { displayName bio etag } } ... on ConflictError { currentEtag }",
      )
    assert.deepEqual(await update({ displayName: "Grace", bio: "Compiles.", etag: "1" }), {
      __typename: "UpdateMyProfileSuccess",
      user: { displayName: "Grace", bio: "Compiles.", etag: "2" },
    })
    const stale = await update({ bio: null, etag: "1" })
    assert.deepEqual([stale.__typename, stale.code, stale.currentEtag], ["ConflictError", "ETAG_STALE", "2"])
    const wrong = await update({ timeZone: "Mars/Base" })
    assert.deepEqual(wrong.fields, [{ path: ["timeZone"], rule: "time_zone" }])
  })

  it("answers a change of role by each member of its union", async () => {
    const admin = await service.signUp({ role: "ROLE_ADMIN" })
    const person = await service.signUp()
    const set = (input: object) =>
      mutate(
        caller.admin(admin.userId),
        "setUserRole",
        "SetUserRoleInput",
        input,
        "... on SetUserRoleSuccess { user { role } } ... on NotFoundError { resourceId } ... on ConflictError { currentEtag }",
      )
    assert.deepEqual(await set({ userId: person.userId, role: "INSTRUCTOR" }), {
      __typename: "SetUserRoleSuccess",
      user: { role: "INSTRUCTOR" },
    })
    const nobody = randomUUID()
    const missing = await set({ userId: nobody, role: "LEARNER" })
    assert.deepEqual([missing.__typename, missing.resourceId], ["NotFoundError", nobody])
    const stale = await set({ userId: person.userId, role: "LEARNER", etag: "1" })
    assert.deepEqual([stale.__typename, stale.currentEtag], ["ConflictError", "2"])
    const own = await set({ userId: admin.userId, role: "LEARNER" })
    assert.deepEqual([own.code, own.fields], ["OWN_ROLE", [{ path: ["userId"], rule: "own_role" }]])
  })

  it("answers changes of the password by each member of their unions", async () => {
    const person = await service.signUp()
    const change = (currentPassword: string, newPassword: string) =>
      mutate(
        caller.learner(person.userId),
        "changePassword",
        "ChangePasswordInput",
        { currentPassword, newPassword },
        "... on PasswordChangedSuccess { revokedSessionCount }",
      )
    await person.login()
    assert.deepEqual((await change("a wrong one", "another password")).fields, [
      { path: ["currentPassword"], rule: "wrong" },
    ])
    assert.deepEqual((await change(person.password, "short")).fields, [{ path: ["newPassword"], rule: "length" }])
    assert.deepEqual(await change(person.password, "another password"), {
      __typename: "PasswordChangedSuccess",
      revokedSessionCount: 1,
    })
    const reset = (token: string, newPassword: string) =>
      mutate(caller.anonymous, "resetPassword", "ResetPasswordInput", { token, newPassword })
    assert.deepEqual((await reset("none", "short")).fields, [{ path: ["newPassword"], rule: "length" }])
    const invalid = await reset("none", "another password")
    assert.deepEqual([invalid.__typename, invalid.code], ["TokenInvalidError", "RESET_TOKEN_INVALID"])
    const requested = await runOperation<{ requestPasswordReset: { acceptedAt: string } }>(
      subgraph,
      callAs(caller.anonymous),
      `mutation { requestPasswordReset(email: "not even an address") { acceptedAt } }`,
    )
    assert.match(requested.data.requestPasswordReset.acceptedAt, /Z$/)
  })

  it("answers that it is busy as a member of the union, with when to try again", async () => {
    const users = await stubService(usersService, {
      setPassword: () => Promise.reject(exhausted("HASHING_BUSY", "too many passwords are being checked", 1000)),
      eraseAccount: () => Promise.reject(exhausted("HASHING_BUSY", "too many passwords are being checked", 1000)),
    })
    const busy = openUsersSubgraph(
      { USERS_SERVICE: users.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
      silentTelemetry("users-subgraph"),
    )
    for (const [field, input] of [
      ["changePassword", `currentPassword: "a", newPassword: "b"`],
      ["resetPassword", `token: "a", newPassword: "b"`],
      ["eraseMyAccount", `password: "a"`],
    ]) {
      const { data } = await runOperation<Record<string, object>>(
        busy,
        callAs(caller.learner()),
        `mutation { ${field}(input: { ${input} }) { __typename ... on OverloadedError { code retryAfterSeconds } } }`,
      )
      assert.deepEqual(data[field ?? ""], {
        __typename: "OverloadedError",
        code: "HASHING_BUSY",
        retryAfterSeconds: 1,
      })
    }
    busy.close()
    await users.stop()
  })

  it("shows who has left as a former member, in the language of the request", async () => {
    const person = await service.signUp({ displayName: "Ada", bio: "Counts." })
    const erase = (password: string) =>
      mutate(
        caller.learner(person.userId),
        "eraseMyAccount",
        "EraseMyAccountInput",
        { password },
        "... on EraseMyAccountSuccess { erasedAt }",
      )
    assert.deepEqual((await erase("a wrong one")).fields, [{ path: ["password"], rule: "wrong" }])
    assert.match(String((await erase(person.password)).erasedAt), /Z$/)
    for (const [languages, displayName] of [
      ["ko-KR,ko;q=0.9,en;q=0.8", "탈퇴한 사용자"],
      ["fr", "Former member"],
    ] as const) {
      const call = { ...callAs(caller.learner()), origin: { ipAddress: "", userAgent: "", languages } }
      const { data } = await runOperation<{ user: object }>(
        subgraph,
        call,
        `query ($id: ID!) { user(id: $id) { displayName isErased bio role email } }`,
        { id: person.userId },
      )
      assert.deepEqual(data.user, { displayName, isErased: true, bio: null, role: "LEARNER", email: null })
    }
    const holder = await service.signUp({ role: "ROLE_INSTRUCTOR" })
    const refused = await mutate(caller.instructor(holder.userId), "eraseMyAccount", "EraseMyAccountInput", {
      password: holder.password,
    })
    assert.deepEqual([refused.__typename, refused.code, refused.fields], ["ValidationError", "ROLE_HOLDS_ACCOUNT", []])
  })

  it("lists accounts and a person's own records as connections", async () => {
    const person = await service.signUp({ email: `listed.${randomUUID()}@example.org` })
    const listed = await runOperation<{ users: { totalCount: number; edges: { node: { email: string } }[] } }>(
      subgraph,
      callAs(caller.admin()),
      `query ($prefix: String, $after: DateTime) {
        users(filter: { emailPrefix: $prefix, createdAfter: $after, role: LEARNER }, first: 5) {
          totalCount edges { node { email } } pageInfo { hasNextPage }
        }
      }`,
      { prefix: person.email.toUpperCase(), after: "1969-07-20T20:17:40Z" },
    )
    assert.deepEqual(listed.data.users, {
      totalCount: 1,
      edges: [{ node: { email: person.email } }],
      pageInfo: { hasNextPage: false },
    })
    const own = await runOperation<{
      me: { accountRecords: { edges: { node: { table: string; record: { id: string } } }[] } }
    }>(
      subgraph,
      callAs(caller.learner(person.userId)),
      `{ me { accountRecords(first: 1) { edges { node { table record } } } } }`,
    )
    const [edge] = own.data.me.accountRecords.edges
    assert.deepEqual([edge?.node.table, edge?.node.record.id], ["users", person.userId])
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
