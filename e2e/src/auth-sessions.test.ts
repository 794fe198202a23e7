import assert from "node:assert/strict"
import { runCommand } from "./run-command.ts"
import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { generateSync } from "otplib"
import { until } from "@lectern/test-kit/until"
import { startGateway, type Gateway } from "./gateway-under-test.ts"
import { demo, startPlatform, STANDARD_LIMITS, type Platform } from "./platform-under-test.ts"

const PASSWORD = "correct horse battery"
const WRONG = "not the right one"
/** The promise: a session that was ended is refused everywhere after this long. */
const EVERYWHERE_WITHIN_MS = 5000

interface Tokens {
  accessToken: string
  refreshToken: string
  deviceToken: string
}
interface Problem {
  status: number
  code: string
  detail: string
  retryAfterSeconds?: number
  challenge?: string
  expiresIn?: number
}
interface Session {
  id: string
  createdAt: string
  lastUsedAt: string
  ipAddress: string | null
  userAgent: string | null
  isCurrent: boolean
}

let platform: Platform
let second: Gateway
/** Every test comes from a network of its own: the platform believes one proxy in front of it. */
let hosts = 0
const newAddress = () => `198.51.${Math.floor(++hosts / 250)}.${(hosts % 250) + 1}`
before(async () => {
  platform = await startPlatform("processes", { ...STANDARD_LIMITS, TRUSTED_PROXIES: "1" })
  const { passportPrivateKey } = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as {
    passportPrivateKey: string
  }
  second = await startGateway(platform.addresses.services.users, passportPrivateKey)
})
after(async () => {
  await second?.stop()
  await platform?.stop()
})

const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const response = await platform.post(path, body, { "x-forwarded-for": newAddress(), ...headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: (text ? JSON.parse(text) : {}) as never }
}
async function newPerson() {
  const input = { displayName: "정민", email: `${randomUUID()}@example.org`, password: PASSWORD }
  const { data } = await platform.graphql<{ registerUser: { user: { id: string } } }>(
    `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { ... on RegisterUserSuccess { user { id } } } }`,
    { input },
  )
  return { email: input.email, password: PASSWORD, id: data.registerUser.user.id }
}
type Person = Awaited<ReturnType<typeof newPerson>>
const login = ({ email }: Pick<Person, "email">, more: object = {}, headers: Record<string, string> = {}) =>
  post("/auth/login", { email, password: PASSWORD, tokenIn: "body", ...more }, headers)
const signIn = async (person: Person, userAgent = "test"): Promise<Tokens> => {
  const { status, json, text } = await login(person, {}, { "user-agent": userAgent })
  assert.equal(status, 200, text)
  return json
}
const historyOf = async (token: string, of = "me") =>
  platform.graphql<
    Record<
      string,
      {
        loginHistory: {
          edges: { node: { type: string; occurredAt: string; ipAddress: string; userAgent: string } }[]
        } | null
      }
    >
  >(`{ account: ${of} { loginHistory { edges { node { type occurredAt ipAddress userAgent } } } } }`, {}, token)
const refusedEverywhere = async (accessToken: string, began: number) => {
  await until(
    async () => {
      const first = await platform.graphql("{ __typename }", {}, accessToken)
      const other = await second.graphql("{ __typename }", { authorization: `Bearer ${accessToken}` })
      return first.status === 401 && other.status === 401
    },
    { timeoutMs: EVERYWHERE_WITHIN_MS + 2000, description: "both gateways to refuse the token" },
  )
  const ms = performance.now() - began
  assert.ok(ms <= EVERYWHERE_WITHIN_MS, `refused everywhere after ${Math.round(ms)} ms`)
}

describe("login and logout records (U3)", () => {
  it("show a login, a failed login and a logout, newest first, to the person and to an administrator, not to others", async () => {
    const person = await newPerson()
    const headers = { "x-forwarded-for": "203.0.113.77", "user-agent": "Firefox on a train" }
    const began = Date.now()
    const { accessToken } = (await login(person, {}, headers)).json as Tokens
    assert.equal((await login(person, { password: WRONG }, headers)).status, 401)
    assert.equal((await post("/auth/logout", {}, { ...headers, authorization: `Bearer ${accessToken}` })).status, 204)
    const again = await signIn(person)
    const { data } = await historyOf(again.accessToken)
    const records = (data.account?.loginHistory?.edges ?? []).map(({ node }) => node)
    assert.deepEqual(
      records.map(({ type }) => type),
      ["LOGIN_SUCCEEDED", "LOGOUT", "LOGIN_FAILED", "LOGIN_SUCCEEDED"],
    )
    for (const { ipAddress, userAgent, occurredAt } of records.slice(1)) {
      assert.deepEqual([ipAddress, userAgent], ["203.0.113.77", "Firefox on a train"])
      assert.ok(Date.parse(occurredAt) >= began - 1000 && Date.parse(occurredAt) <= Date.now() + 1000)
    }
    const stranger = await signIn(await newPerson())
    const theirs = await historyOf(stranger.accessToken, `user(id: "${person.id}")`)
    assert.equal(theirs.data.account?.loginHistory, null)
    assert.equal(theirs.errors?.[0]?.extensions.code, "FORBIDDEN")
    const admin = (await post("/auth/login", { ...demo.admin, tokenIn: "body" })).json as Tokens
    const forAdmin = await historyOf(admin.accessToken, `user(id: "${person.id}")`)
    assert.deepEqual(
      forAdmin.data.account?.loginHistory?.edges.map(({ node }) => node.type),
      records.map(({ type }) => type),
    )
  })

  it("leave refreshes out unless they are asked for", async () => {
    const { accessToken, refreshToken } = await signIn(await newPerson())
    assert.equal((await post("/auth/refresh", { refreshToken })).status, 200)
    const { data } = await platform.graphql<{
      me: Record<"standard" | "refreshes", { edges: { node: { type: string } }[] }>
    }>(
      `{ me {
        standard: loginHistory { edges { node { type } } }
        refreshes: loginHistory(types: [TOKEN_REFRESHED]) { edges { node { type } } }
      } }`,
      {},
      accessToken,
    )
    assert.deepEqual(
      data.me.standard.edges.map(({ node }) => node.type),
      ["LOGIN_SUCCEEDED"],
    )
    assert.deepEqual(
      data.me.refreshes.edges.map(({ node }) => node.type),
      ["TOKEN_REFRESHED"],
    )
  })
})

describe("my sessions (gA2)", () => {
  const sessionsOf = async (token: string) => {
    const { data } = await platform.graphql<{ me: { authSessions: { edges: { node: Session }[] } } }>(
      "{ me { authSessions { edges { node { id createdAt lastUsedAt ipAddress userAgent isCurrent } } } } }",
      {},
      token,
    )
    return data.me.authSessions.edges.map(({ node }) => node)
  }

  it("are listed, newest first; one is ended from another, everywhere within 5 s", async () => {
    const person = await newPerson()
    const phone = await signIn(person, "phone")
    const laptop = await signIn(person, "laptop")
    const sessions = await sessionsOf(phone.accessToken)
    assert.deepEqual(
      sessions.map(({ userAgent, isCurrent }) => [userAgent, isCurrent]),
      [
        ["laptop", false],
        ["phone", true],
      ],
    )
    const began = performance.now()
    const { data } = await platform.graphql<{ revokeAuthSession: object }>(
      `mutation ($id: ID!) { revokeAuthSession(id: $id) { ... on SignedOutSuccess { revokedSessionCount } } }`,
      { id: sessions[0]?.id },
      phone.accessToken,
    )
    assert.deepEqual(data.revokeAuthSession, { revokedSessionCount: 1 })
    assert.equal((await post("/auth/refresh", { refreshToken: laptop.refreshToken })).status, 401)
    await refusedEverywhere(laptop.accessToken, began)
    assert.deepEqual(
      (await sessionsOf(phone.accessToken)).map(({ userAgent }) => userAgent),
      ["phone"],
    )
  })

  it("all others end at once, are counted, and refused everywhere within 5 s", async () => {
    const person = await newPerson()
    const elsewhere = [await signIn(person), await signIn(person), await signIn(person)]
    const here = await signIn(person)
    const began = performance.now()
    const { data } = await platform.graphql<{ signOutElsewhere: object }>(
      "mutation { signOutElsewhere { revokedSessionCount } }",
      {},
      here.accessToken,
    )
    assert.deepEqual(data.signOutElsewhere, { revokedSessionCount: 3 })
    for (const { accessToken, refreshToken } of elsewhere) {
      assert.equal((await post("/auth/refresh", { refreshToken })).status, 401)
      await refusedEverywhere(accessToken, began)
    }
    assert.equal((await platform.graphql("{ me { id } }", {}, here.accessToken)).status, 200)
    const history = await historyOf(here.accessToken)
    assert.equal(history.data.account?.loginHistory?.edges.filter(({ node }) => node.type === "LOGOUT").length, 3)
  })

  it("of others are neither shown nor ended: an id of theirs answers like none", async () => {
    const [mine, theirs] = [await newPerson(), await newPerson()]
    const [me, they] = [await signIn(mine), await signIn(theirs)]
    const [session] = await sessionsOf(they.accessToken)
    const end = async (id: string) => {
      const { status, data } = await platform.graphql<object>(
        `mutation ($id: ID!) { revokeAuthSession(id: $id) { __typename ... on NotFoundError { code message resourceId } } }`,
        { id },
        me.accessToken,
      )
      return JSON.stringify([status, data]).replaceAll(id, "ID")
    }
    const answer = await end(session?.id ?? "")
    assert.match(answer, /NotFoundError.*AUTH_SESSION_NOT_FOUND/)
    assert.equal(await end(randomUUID()), answer)
    assert.equal((await platform.graphql("{ me { id } }", {}, they.accessToken)).status, 200)
    const peek = await platform.graphql<{ user: { authSessions: unknown; secondFactor: unknown } }>(
      `query ($id: ID!) { user(id: $id) { authSessions { edges { node { id } } } secondFactor { isEnabled } } }`,
      { id: theirs.id },
      me.accessToken,
    )
    assert.deepEqual(peek.data.user, { authSessions: null, secondFactor: null })
    assert.deepEqual(
      peek.errors?.map(({ extensions }) => extensions.code),
      ["FORBIDDEN", "FORBIDDEN"],
    )
  })
})

describe("limits on failed sign-ins (gA3)", () => {
  it("ten for an account: 429 with Retry-After, for the right password too, alike with and without an account", async () => {
    const person = await newPerson()
    const unknown = { email: `${randomUUID()}@example.org` }
    const answers = async (account: Pick<Person, "email">) => {
      const all = []
      for (let time = 0; time < 12; time++) all.push(await login(account, { password: WRONG }))
      return all
    }
    const seen = [await answers(person), await answers(unknown)]
    for (const [index, known] of (seen[0] ?? []).entries()) {
      const other = seen[1]?.[index]
      assert.equal(known.status, index < 10 ? 401 : 429)
      assert.equal(known.status, other?.status)
      const alike = (text: string) =>
        text.replace(/"retryAfterSeconds":\d+/, "").replace(/"traceId":"[0-9a-f]{32}"/, "")
      assert.equal(alike(known.text), alike(other?.text ?? ""))
      assert.deepEqual([...known.headers.keys()].toSorted(), [...(other?.headers.keys() ?? [])].toSorted())
    }
    const { status, headers, json } = await login(person)
    assert.equal(status, 429)
    const { code, retryAfterSeconds = 0 } = json as Problem
    assert.equal(code, "RATE_LIMITED")
    assert.ok(retryAfterSeconds > 800 && retryAfterSeconds <= 900, String(retryAfterSeconds))
    assert.equal(headers.get("retry-after"), String(retryAfterSeconds))
    assert.equal(headers.get("content-type")?.split(";")[0], "application/problem+json")
  })

  it("ten from a network, whatever the accounts; others are let in", async () => {
    const headers = { "x-forwarded-for": newAddress() }
    const person = await newPerson()
    for (let time = 0; time < 10; time++)
      assert.equal((await login({ email: `${randomUUID()}@example.org` }, { password: WRONG }, headers)).status, 401)
    assert.equal((await login(person, {}, headers)).status, 429)
    // What a client says of itself is not believed: the proxy puts the address that it saw at the end.
    const lie = { "x-forwarded-for": `203.0.113.5, ${headers["x-forwarded-for"]}` }
    assert.equal((await login(person, {}, lie)).status, 429)
    assert.equal((await login(person)).status, 200)
  })

  it("keep nobody out on a device where they signed in before: by cookie, or with the token in the body", async () => {
    const person = await newPerson()
    const browser = await post("/auth/login", { email: person.email, password: PASSWORD })
    const set = browser.headers.getSetCookie().find((text) => text.startsWith("device=")) ?? ""
    assert.match(set, /^device=[\w.-]+; Max-Age=34560000; Path=\/auth; HttpOnly; SameSite=Strict/)
    const app = await signIn(person)
    for (let time = 0; time < 10; time++) await login(person, { password: WRONG })
    assert.equal((await login(person)).status, 429)
    assert.equal((await login(person, {}, { cookie: set.split(";")[0] ?? "" })).status, 200)
    assert.equal((await login(person, { deviceToken: app.deviceToken })).status, 200)
    assert.equal((await login(person, { deviceToken: "made.up" })).status, 429)
    const malformed = await login(person, { deviceToken: "x".repeat(201) })
    assert.equal(malformed.status, 400)
  })
})

describe("a second factor (gA5)", () => {
  const codeAt = (secret: string, steps = 0) =>
    generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps })
  const mutate = async <T>(token: string, name: string, input: object) => {
    const type = { ...INPUTS }[name]
    const { data } = await platform.graphql<Record<string, T>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) {
        __typename
        ... on SecondFactorStarted { secret otpauthUri }
        ... on RecoveryCodesMade { recoveryCodes }
        ... on SecondFactorDisabled { secondFactor { isEnabled recoveryCodesLeft } }
        ... on UserError { code }
        ... on ValidationError { fields { path } }
      } }`.replace(/^.*on (\w+) .*$/gm, (line, member: string) => (MEMBERS[name]?.includes(member) ? line : "")),
      { input },
      token,
    )
    return data[name] as T
  }
  const INPUTS: Record<string, string> = {
    startSecondFactor: "StartSecondFactorInput",
    confirmSecondFactor: "ConfirmSecondFactorInput",
    disableSecondFactor: "SecondFactorProofInput",
    replaceRecoveryCodes: "SecondFactorProofInput",
  }
  const MEMBERS: Record<string, string[]> = {
    startSecondFactor: ["SecondFactorStarted", "UserError", "ValidationError"],
    confirmSecondFactor: ["RecoveryCodesMade", "UserError", "ValidationError"],
    disableSecondFactor: ["SecondFactorDisabled", "UserError", "ValidationError"],
    replaceRecoveryCodes: ["RecoveryCodesMade", "UserError", "ValidationError"],
  }

  it("is set up, asked for at sign-in, taken once, replaced by a recovery code, and given up", async () => {
    const person = await newPerson()
    const { accessToken } = await signIn(person)
    assert.deepEqual(await mutate(accessToken, "startSecondFactor", { password: WRONG }), {
      __typename: "ValidationError",
      code: "INVALID_ARGUMENT",
      fields: [{ path: ["password"] }],
    })
    const { secret, otpauthUri } = await mutate<{ secret: string; otpauthUri: string }>(
      accessToken,
      "startSecondFactor",
      { password: PASSWORD },
    )
    assert.match(otpauthUri, /^otpauth:\/\/totp\/Lectern:.*secret=/)
    assert.deepEqual(await mutate(accessToken, "confirmSecondFactor", { code: "12345" }), {
      __typename: "ValidationError",
      code: "INVALID_ARGUMENT",
      fields: [{ path: ["code"] }],
    })
    const firstCode = codeAt(secret)
    const { recoveryCodes } = await mutate<{ recoveryCodes: string[] }>(accessToken, "confirmSecondFactor", {
      code: firstCode,
    })
    assert.equal(recoveryCodes.length, 10)

    const asked = await login(person)
    assert.equal(asked.status, 401)
    const { code, challenge = "", expiresIn = 0 } = asked.json as Problem
    assert.equal(code, "SECOND_FACTOR_REQUIRED")
    assert.ok(expiresIn > 280 && expiresIn <= 300)
    assert.deepEqual(asked.headers.getSetCookie(), [])
    const answer = (given: string, to = challenge, more: object = { tokenIn: "body" }) =>
      post("/auth/second-factor", { challenge: to, code: given, ...more })
    const used = await answer(firstCode)
    assert.deepEqual([used.status, (used.json as Problem).code], [401, "SECOND_FACTOR_CODE_WRONG"])
    // The next code may come a step early.
    const next = codeAt(secret, 1)
    const both = await Promise.all([answer(next), answer(next)])
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 401],
    )
    const spent = await answer(recoveryCodes[0] ?? "")
    assert.deepEqual([spent.status, (spent.json as Problem).code], [401, "CHALLENGE_INVALID"])

    const byRecoveryCode = await answer(
      recoveryCodes[0] ?? "",
      ((await login(person)).json as Problem).challenge ?? "",
      {},
    )
    assert.equal(byRecoveryCode.status, 200)
    assert.deepEqual(
      byRecoveryCode.headers
        .getSetCookie()
        .map((text) => text.split("=")[0] ?? "")
        .toSorted(),
      ["device", "refresh"],
    )
    const state = await platform.graphql<{ me: { secondFactor: object } }>(
      "{ me { secondFactor { isEnabled recoveryCodesLeft } } }",
      {},
      accessToken,
    )
    assert.deepEqual(state.data.me.secondFactor, { isEnabled: true, recoveryCodesLeft: 9 })
    const replaced = await mutate<{ recoveryCodes: string[] }>(accessToken, "replaceRecoveryCodes", {
      password: PASSWORD,
    })
    assert.equal(new Set([...replaced.recoveryCodes, ...recoveryCodes]).size, 20)
    assert.deepEqual(await mutate(accessToken, "disableSecondFactor", {}), {
      __typename: "ValidationError",
      code: "INVALID_ARGUMENT",
      fields: [{ path: ["password"] }],
    })
    assert.deepEqual(await mutate(accessToken, "disableSecondFactor", { code: replaced.recoveryCodes[0] }), {
      __typename: "SecondFactorDisabled",
      secondFactor: { isEnabled: false, recoveryCodesLeft: 0 },
    })
    assert.deepEqual(await mutate(accessToken, "disableSecondFactor", { password: PASSWORD }), {
      __typename: "SecondFactorStateError",
      code: "SECOND_FACTOR_NOT_ENABLED",
    })
    assert.equal((await login(person)).status, 200)
    const history = await historyOf(accessToken)
    assert.deepEqual(
      history.data.account?.loginHistory?.edges.map(({ node }) => node.type),
      [
        "LOGIN_SUCCEEDED",
        "SECOND_FACTOR_DISABLED",
        "RECOVERY_CODES_REPLACED",
        "LOGIN_SUCCEEDED",
        "RECOVERY_CODE_USED",
        "SECOND_FACTOR_REQUIRED",
        "LOGIN_SUCCEEDED",
        "SECOND_FACTOR_FAILED",
        "SECOND_FACTOR_REQUIRED",
        "SECOND_FACTOR_ENABLED",
        "LOGIN_SUCCEEDED",
      ],
    )
  })

  it("is refused where the body is not what is expected, or the challenge none of ours", async () => {
    for (const body of [
      {},
      { challenge: "x" },
      { code: "123456" },
      { challenge: "", code: "" },
      { challenge: 1, code: 2 },
    ])
      assert.equal((await post("/auth/second-factor", body)).status, 400, JSON.stringify(body))
    const { status, json } = await post("/auth/second-factor", { challenge: "x", code: "123456" })
    assert.deepEqual([status, (json as Problem).code], [401, "CHALLENGE_INVALID"])
  })
})

describe("npm run users", () => {
  const users = (...words: string[]) => runCommand("platform/src/users-command.ts", words)

  it("rotates keys: the next is published before it signs, once however often it is told (gA4)", async () => {
    const { accessToken } = await signIn(await newPerson())
    const answers = await Promise.all([1, 2].map(() => users("rotate-keys", "--data", platform.dataFolder)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [0, 0],
    )
    assert.equal(answers[0]?.out, answers[1]?.out)
    const [, kid, beginAt = "", retireAt = ""] =
      /^key (\S+) signs from (\S+) on; the keys before it end at (\S+)\n$/.exec(answers[0]?.out ?? "") ?? []
    assert.ok(Date.parse(beginAt) > Date.now() && Date.parse(retireAt) > Date.parse(beginAt))
    const { jwksJson } = await platform.services.auth.getJwks({}, platform.services.asAdmin())
    const keys = (JSON.parse(jwksJson) as { keys: { kid: string; exp?: number }[] }).keys
    assert.deepEqual(
      keys.map((key) => key.exp),
      [Math.floor(Date.parse(retireAt) / 1000), undefined],
    )
    assert.equal(keys[1]?.kid, kid)
    // Tokens of the old key are still given and taken.
    assert.equal((await platform.graphql("{ me { id } }", {}, accessToken)).status, 200)
    const later = await signIn(await newPerson())
    assert.equal(
      JSON.parse(Buffer.from(later.accessToken.split(".")[0] ?? "", "base64url").toString()).kid,
      keys[0]?.kid,
    )
  })

  it("explains itself, and says what is wrong in one line", async () => {
    assert.match((await users("--help")).out, /rotate-keys/)
    for (const words of [
      [],
      ["no-such"],
      ["rotate-keys", "twice"],
      ["--colour"],
      ["rotate-keys", "--data", "/no/where"],
    ]) {
      const { status, complaints } = await users(...words)
      assert.deepEqual([status, complaints.trim().split("\n").length], [1, 1], words.join(" "))
    }
  })
})

it("logged no token, no password, no code, no address and no failure", async () => {
  const log = await platform.log()
  assert.doesNotMatch(log, /eyJ|correct horse battery|otpauth|@example\.org|"level":"(error|fatal)"/)
})
