import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { Agent, request } from "node:http"
import { after, before, it } from "node:test"
import { setInterval } from "node:timers/promises"
import { edgeShape } from "@lectern/gateway/config"
import { startGatewayInProcess } from "@lectern/gateway/start"
import { passportMinter, type Caller } from "@lectern/rpc/passport"
import { readConfig } from "@lectern/runtime/config"
import { callAs, caller, passportPrivateKey, passportPublicKey } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { testUsersService } from "@lectern/users-service/test-service"
import { openContentSubgraph } from "@lectern/content-subgraph/open"
import { openCoursesSubgraph } from "@lectern/courses-subgraph/open"
import { openEnrollmentSubgraph } from "@lectern/enrollment-subgraph/open"
import { openPlaybackSubgraph } from "@lectern/playback-subgraph/open"
import { openUsersSubgraph } from "@lectern/users-subgraph/open"

const MINUTE = 60_000
const PER_SECOND = 200
const CLIENTS = 12
// A passport lives a minute and is handed out for half of one: the clock must not jump further than the other half.
const STEP_MS = 20_000
const STEP_TAKES_MS = 50

const NOBODY = "127.0.0.1:9"

// Two replicas of the users service and two gateways, all on one clock, which runs 400 times as fast as the real one.
let now = new Date()
const clock = () => now
// Passports by the same clock.
const mint = passportMinter(passportPrivateKey, clock)
const callBy = (who: Caller) => ({ ...callAs(who), passport: mint(who) })
const password = "a long enough one"
let first: Awaited<ReturnType<typeof testUsersService>>
let second: Awaited<ReturnType<typeof testUsersService>>
let gateways: { origin: string; stop: () => Promise<void> }[] = []
before(async () => {
  const config = { FAILED_LOGINS_PER_NETWORK: 1_000_000 }
  first = await testUsersService(clock, config)
  second = await testUsersService(clock, config, first)
  // Balanced round robin.
  const users = `ipv4:${first.address},${second.address}`
  gateways = await Promise.all(
    [1, 2].map(async () => {
      const telemetry = silentTelemetry("gateway")
      const settings = { PASSPORT_PUBLIC_KEYS: [passportPublicKey] }
      const subgraphTelemetry = () => silentTelemetry("subgraph")
      const subgraphs = [
        openUsersSubgraph({ ...settings, USERS_SERVICE: users }, subgraphTelemetry()),
        openCoursesSubgraph({ ...settings, COURSES_SERVICE: NOBODY }, subgraphTelemetry()),
        openEnrollmentSubgraph({ ...settings, ENROLLMENT_SERVICE: NOBODY }, subgraphTelemetry()),
        openContentSubgraph(
          { ...settings, CONTENT_SERVICE: NOBODY, PUBLIC_ORIGIN: "http://localhost" },
          subgraphTelemetry(),
        ),
        openPlaybackSubgraph({ ...settings, PLAYBACK_SERVICE: NOBODY }, subgraphTelemetry()),
      ]
      const gateway = await startGatewayInProcess(
        readConfig(edgeShape, {
          HOST: "127.0.0.1",
          PORT: "0",
          USERS_SERVICE: users,
          PASSPORT_PRIVATE_KEY: passportPrivateKey,
          DRAIN_MS: "0",
          // On a busy machine; what is slow here is not what is tested.
          QUERY_BUDGET_MS: "20000",
          FETCH_BUDGET_MS: "20000",
          PASSWORD_BUDGET_MS: "20000",
        }),
        telemetry,
        { subgraphs, files: (_request, response) => void response.end(), demoAccounts: [] },
        clock,
      )
      return {
        origin: gateway.address,
        stop: async () => {
          await gateway.stop()
          for (const subgraph of subgraphs) subgraph.close()
        },
      }
    }),
  )
})
after(async () => {
  for (const gateway of gateways) await gateway.stop()
  await second[Symbol.asyncDispose]()
  await first[Symbol.asyncDispose]()
})

const agent = new Agent({ keepAlive: true })
after(() => agent.destroy())
const post = (gateway: number, path: string, body: object, accessToken?: string) =>
  new Promise<{ status: number; json: Record<string, never> }>((resolve, reject) => {
    const sending = request(
      `${gateways[gateway % gateways.length]?.origin}${path}`,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json",
          ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        },
      },
      (response) => {
        let text = ""
        response.setEncoding("utf8")
        response.on("data", (chunk: string) => (text += chunk))
        response.on("end", () => resolve({ status: response.statusCode ?? 0, json: JSON.parse(text) as never }))
        response.on("error", reject)
      },
    )
    sending.on("error", reject)
    sending.end(JSON.stringify(body))
  })
const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string }).kid

interface Client {
  accessToken: string
  refreshToken: string
  refreshedAt: number
}
async function newClient(index: number): Promise<Client> {
  const email = `${randomUUID()}@example.org`
  await first.users.createUser({ user: { displayName: "Ada", email }, password }, callBy(caller.anonymous))
  const { status, json } = await post(index, "/auth/login", { email, password, tokenIn: "body" })
  assert.equal(status, 200)
  return { ...(json as unknown as Client), refreshedAt: now.getTime() }
}
async function refresh(client: Client, gateway: number): Promise<void> {
  const { status, json } = await post(gateway, "/auth/refresh", { refreshToken: client.refreshToken })
  assert.equal(status, 200, JSON.stringify(json))
  Object.assign(client, json, { refreshedAt: now.getTime() })
}

it(`a signing key is replaced under ${PER_SECOND} requests a second without one that fails, and the old one is refused afterwards`, async (test) => {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => newClient(index)))
  const old = (clients[0] as Client).accessToken
  const kids = new Set<string>()
  const answers: Promise<string>[] = []
  const send = () => {
    const index = answers.length
    const { accessToken } = clients[index % CLIENTS] as Client
    kids.add(kidOf(accessToken))
    // Each verifies the token; one of ten goes on to the users service.
    const query = index % 10 === 0 ? "{ me { id } }" : "{ __typename }"
    answers.push(
      post(index, "/graphql", { query }, accessToken).then(
        ({ status, json }) => (status === 200 && !("errors" in json) ? "ok" : `${status} ${JSON.stringify(json)}`),
        String,
      ),
    )
  }

  const began = performance.now()
  let rotation: { kid: string; retireTime: { seconds: number } } | undefined
  let stepped = 0
  let sentBeforeStep = 0
  for await (const _tick of setInterval(STEP_TAKES_MS)) {
    for (const due = ((performance.now() - began) / 1000) * PER_SECOND; answers.length < due;) send()
    // No request lives through two jumps of the clock.
    await Promise.all(answers.slice(0, sentBeforeStep))
    sentBeforeStep = answers.length
    now = new Date(now.getTime() + STEP_MS)
    if (++stepped === 10) {
      // Both are asked at once, as two administrators would.
      const both = await Promise.all(
        [first, second].map(({ auth }) => auth.rotateSigningKey({}, callBy(caller.admin()))),
      )
      assert.equal(new Set(both.map(({ kid }) => kid)).size, 1)
      rotation = both[0] as never
    }
    // As clients do: before the token ends.
    await Promise.all(
      clients
        .filter(({ refreshedAt }) => now.getTime() - refreshedAt > 7 * MINUTE)
        .map((client, index) => refresh(client, index)),
    )
    // Until the first key has been gone for a minute: half an hour of the clock.
    if (rotation && now.getTime() > rotation.retireTime.seconds * 1000 + MINUTE) break
  }
  assert.ok(rotation)
  const outcomes = await Promise.all(answers)
  test.diagnostic(`${outcomes.length} requests in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  const failed = outcomes.filter((outcome) => outcome !== "ok")
  assert.deepEqual([failed.length, failed.slice(0, 3)], [0, []], `of ${outcomes.length}`)
  assert.ok(outcomes.length > 500, `${outcomes.length} requests`)

  assert.deepEqual([...kids], [kidOf(old), rotation.kid])
  for (const gateway of [0, 1]) {
    const { json } = await new Promise<{ json: { keys: { kid: string }[] } }>((resolve, reject) => {
      request(`${gateways[gateway]?.origin}/auth/.well-known/jwks.json`, { agent }, (response) => {
        let text = ""
        response.on("data", (chunk: Buffer) => (text += chunk.toString()))
        response.on("end", () => resolve({ json: JSON.parse(text) as never }))
      })
        .on("error", reject)
        .end()
    })
    assert.deepEqual(
      json.keys.map(({ kid }) => kid),
      [rotation.kid],
    )
    assert.equal((await post(gateway, "/graphql", { query: "{ __typename }" }, old)).status, 401)
  }
})
