import assert from "node:assert/strict"
import { once } from "node:events"
import { connect } from "node:net"
import { after, before, describe, it } from "node:test"
import { credentials, loadPackageDefinition, type GrpcObject, type ServiceClientConstructor } from "@grpc/grpc-js"
import { loadSync } from "@grpc/proto-loader"
import { protoPath } from "grpc-health-check"
import { usersService } from "@lectern/contracts/package-definition"
import { createTelemetry, currentTraceId, type Telemetry } from "@lectern/runtime/telemetry"
import { currentCall, ownCall, type Call } from "./call.ts"
import { createClient } from "./client.ts"
import { aborted, exhausted, invalidFields, notFound, ServiceError, unavailable } from "./errors.ts"
import { generateKeyPem } from "./jwt.ts"
import { anonymousCaller, passportMinter, passportVerifier } from "./passport.ts"
import { serveGrpc, service, type GrpcServer } from "./serve.ts"
import { lowerFirst, type Handlers } from "./service-types.ts"

const { privatePem, publicPem } = generateKeyPem()
const mint = passportMinter(privatePem)
const lines: string[] = []
const telemetry: Telemetry = createTelemetry({
  component: "test",
  logLevel: "info",
  logTo: { write: (line) => void lines.push(line) },
})
// The RPCs of the service that are not called here.
const unused = Object.fromEntries(
  Object.keys(usersService).map((name) => [lowerFirst(name), async () => ({})]),
) as unknown as Handlers<typeof usersService>
type Answer = Handlers<typeof usersService>["batchGetUsers"]

describe("an RPC", () => {
  let server: GrpcServer
  let answer: Answer = async () => ({})
  let client: ReturnType<typeof createClient<typeof usersService>>
  const call = (timeoutMs = 2000) => ownCall(anonymousCaller, mint(anonymousCaller), timeoutMs)
  before(async () => {
    server = await serveGrpc({
      address: "127.0.0.1:0",
      services: [
        service(usersService, "elearning.users", {
          ...unused,
          batchGetUsers: (request: Parameters<Answer>[0], context: Call) => answer(request, context),
        }),
      ],
      verifyPassport: passportVerifier({ gateway: [publicPem] }),
      telemetry,
    })
    client = createClient(usersService, server.address, telemetry)
  })
  after(async () => {
    client.close()
    await server.stop()
  })
  const failing = async (error: unknown): Promise<ServiceError> => {
    answer = () => Promise.reject(error)
    return client.batchGetUsers({ ids: [] }, call()).then(
      () => assert.fail("it should have failed"),
      (failure: unknown) => failure as ServiceError,
    )
  }

  it("carries an error with all its details", async () => {
    const violations = [{ field: "user.email", rule: "email", message: "an address is expected" }]
    for (const error of [
      invalidFields(violations),
      aborted("ETAG_STALE", "somebody else changed it", "7"),
      exhausted("BUSY", "wait", 1500),
      notFound("USER_NOT_FOUND", "there is no such user", "42"),
    ]) {
      const got = await failing(error)
      assert.deepEqual(
        [got.code, got.reason, got.message, got.details],
        [error.code, error.reason, error.message, error.details],
      )
    }
  })

  it("cuts an error that would not fit into the trailers, and keeps the connection", async () => {
    const long = "강".repeat(70_000)
    const begun = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    answer = async () => {
      begun.resolve()
      await mayEnd.promise
      return {}
    }
    const other = client.batchGetUsers({ ids: [] }, call())
    await begun.promise
    const violations = Array.from({ length: 1000 }, () => ({ field: "ids", rule: "uuid", message: long }))
    const got = await failing(
      new ServiceError("NOT_FOUND", "USER_NOT_FOUND", `there is no ${long}`, { resourceId: long, violations }),
    )
    assert.deepEqual([got.code, got.reason, got.message.length], ["NOT_FOUND", "USER_NOT_FOUND", 500])
    assert.equal(got.details.violations?.length, 30)
    assert.equal(got.details.resourceId, undefined)
    mayEnd.resolve()
    await other
  })

  it("answers a bug with a fixed text and logs it once", async () => {
    lines.length = 0
    const got = await failing(new Error("SELECT secret FROM table at 10.0.0.1"))
    assert.deepEqual([got.code, got.message], ["INTERNAL", "internal error"])
    assert.equal(lines.filter((line) => line.includes("SELECT secret")).length, 1)
  })

  it("logs one line for what fails or changes something, with its reason and without a word of the request", async () => {
    lines.length = 0
    await failing(notFound("USER_NOT_FOUND", "there is no ada@example.org"))
    await failing(exhausted("BUSY", "wait", 1500))
    answer = async () => ({})
    await client.batchGetUsers({ ids: [] }, call())
    await client.createUser({ user: { email: "ada@example.org" } }, call())
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    assert.deepEqual(
      told.map(({ level, rpc, code, reason, msg }) => [level, rpc, code, reason, msg]),
      [
        ["info", "elearning.users.v1.UsersService/BatchGetUsers", "NOT_FOUND", "USER_NOT_FOUND", "rpc"],
        ["warn", "elearning.users.v1.UsersService/BatchGetUsers", "RESOURCE_EXHAUSTED", "BUSY", "rpc"],
        ["info", "elearning.users.v1.UsersService/CreateUser", "OK", undefined, "rpc"],
      ],
    )
    for (const { traceId, ms } of told) {
      assert.match(String(traceId), /^[0-9a-f]{32}$/)
      assert.equal(typeof ms, "number")
    }
    assert.doesNotMatch(lines.join(), /ada@/)
  })

  it("hands the call on: caller, deadline and trace", async () => {
    let seen: { context: Call; current: Call | undefined; traceId: string | undefined } | undefined
    answer = async (_request, context) => {
      seen = { context, current: currentCall(), traceId: currentTraceId() }
      return {}
    }
    const outgoing = call(500)
    await client.batchGetUsers({ ids: [] }, outgoing)
    assert.deepEqual(seen?.context.caller, anonymousCaller)
    assert.equal(seen.current, seen.context)
    assert.equal(seen.context.correlationId, outgoing.correlationId)
    assert.equal(seen.context.passport, outgoing.passport)
    assert.ok(seen.context.deadlineMs < outgoing.deadlineMs && seen.context.deadlineMs > Date.now() - 100)
    assert.match(seen.traceId ?? "", /^[0-9a-f]{32}$/)
  })

  it("is cancelled at the server when the caller goes away", async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    answer = async (_request, { signal }) => {
      signal.addEventListener("abort", () => resolve())
      started.resolve()
      await promise
      return {}
    }
    const started = Promise.withResolvers<void>()
    const controller = new AbortController()
    const running = client.batchGetUsers({ ids: [] }, { ...call(), signal: controller.signal })
    await started.promise
    controller.abort()
    await assert.rejects(running, { code: "CANCELLED" })
    await promise
  })

  it("ends at its deadline, and is not begun when too little time is left", async () => {
    answer = (_request, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("late"))))
    await assert.rejects(client.batchGetUsers({ ids: [] }, call(60)), { code: "DEADLINE_EXCEEDED" })
    let isBegun = false
    answer = async () => {
      isBegun = true
      return {}
    }
    await assert.rejects(client.batchGetUsers({ ids: [] }, call(15)), { code: "DEADLINE_EXCEEDED" })
    assert.equal(isBegun, false)
  })

  it("is tried once more on UNAVAILABLE where its contract allows, and only then", async () => {
    let tries = 0
    answer = async () => {
      tries++
      if (tries === 1) throw unavailable("away")
      return {}
    }
    await client.batchGetUsers({ ids: [] }, call())
    assert.equal(tries, 2)
    tries = 0
    answer = async () => {
      tries++
      throw exhausted("BUSY", "busy", 100)
    }
    await assert.rejects(client.batchGetUsers({ ids: [] }, call()), { code: "RESOURCE_EXHAUSTED" })
    assert.equal(tries, 1)
  })

  it("is refused without a passport, while health needs none", async () => {
    await assert.rejects(client.batchGetUsers({ ids: [] }, { ...call(), passport: "" }), {
      reason: "PASSPORT_REQUIRED",
    })
    const health = loadPackageDefinition(loadSync(protoPath)) as unknown as { grpc: { health: { v1: GrpcObject } } }
    const Health = health.grpc.health.v1.Health as ServiceClientConstructor
    const probe = new Health(server.address, credentials.createInsecure()) as unknown as {
      check(request: object, done: (error: unknown, reply: { status: string }) => void): void
      close(): void
    }
    const reply = await new Promise<{ status: string | number }>((resolve, reject) =>
      probe.check({ service: "elearning.users.v1.UsersService" }, (error, status) =>
        error ? reject(error) : resolve(status),
      ),
    )
    probe.close()
    assert.ok(reply.status === "SERVING" || reply.status === 1)
  })

  it("leaves garbage on its port unanswered and lives on", async () => {
    const [host, port] = server.address.split(":")
    const socket = connect(Number(port), host)
    socket.on("error", () => {})
    socket.resume()
    socket.end("GET / HTTP/1.1\r\n\r\n")
    await once(socket, "close")
    answer = async () => ({})
    assert.ok(await client.batchGetUsers({ ids: [] }, call()))
  })
})
