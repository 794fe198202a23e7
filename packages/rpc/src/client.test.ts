import assert from "node:assert/strict"
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { afterEach, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { usersService } from "@lectern/contracts/package-definition"
import { useRegistry } from "@lectern/runtime/replicas"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { ownCall } from "./call.ts"
import { createClient } from "./client.ts"
import type { ServiceError } from "./errors.ts"
import { generateKeyPem } from "./jwt.ts"
import { anonymousCaller, passportMinter } from "./passport.ts"

const REPLICA = fileURLToPath(new URL("test-replica.ts", import.meta.url))
const { privatePem, publicPem } = generateKeyPem()
const mint = passportMinter(privatePem)

describe("a client of several replicas", () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  async function replica(name: string): Promise<{ address: string; child: ChildProcess }> {
    const child = spawn(process.execPath, [REPLICA, name, publicPem], { stdio: ["pipe", "pipe", "inherit"] })
    ends.push(() => child.kill("SIGKILL"))
    const [bytes] = (await once(child.stdout, "data")) as [Buffer]
    return { address: bytes.toString().trim(), child }
  }
  const clientOf = (address: string) => {
    const telemetry = createTelemetry({ component: "test", logLevel: "silent" })
    const client = createClient(usersService, address, telemetry)
    ends.push(() => client.close())
    const ask = async (timeoutMs = 500, lastsMs?: number) => {
      const ids = lastsMs === undefined ? [] : [String(lastsMs)]
      return (await client.batchGetUsers({ ids }, ownCall(anonymousCaller, mint(anonymousCaller), timeoutMs))).users[0]
        ?.id
    }
    const hedges = async () =>
      (await telemetry.metrics.getSingleMetric("second_attempts_total")?.get())?.values.find(
        ({ labels }) => labels.reason === "hedge",
      )?.value ?? 0
    return { client, ask, hedges }
  }
  /** Until both are connected, one gets all calls. */
  const bothAnswer = async (ask: () => Promise<string | undefined>) => {
    while ((await ask()) === (await ask())) await delay(5)
  }
  /** What became of calls at a steady rate, from now on until `stop`. */
  const load = (ask: () => Promise<string | undefined>, perSecond = 200) => {
    const answers: Promise<{ by?: string | undefined; failure?: unknown; ms: number }>[] = []
    const timer = setInterval(() => {
      const began = performance.now()
      answers.push(
        ask().then(
          (by) => ({ by, ms: performance.now() - began }),
          (failure: unknown) => ({ failure, ms: performance.now() - began }),
        ),
      )
    }, 1000 / perSecond)
    return {
      stop: async () => {
        clearInterval(timer)
        const all = await Promise.all(answers)
        return {
          all,
          failures: all.flatMap(({ failure }) => failure ?? []),
          by: (name: string) => all.filter(({ by }) => by === name).length,
        }
      },
    }
  }

  it("asks them in turn, each alike often", async () => {
    const [a, b] = [await replica("a"), await replica("b")]
    const { ask } = clientOf(`${a.address},${b.address}`)
    await bothAnswer(ask)
    const names: (string | undefined)[] = []
    for (let i = 0; i < 100; i++) names.push(await ask())
    const ofA = names.filter((name) => name === "a").length
    // On a busy machine one may be silent for a moment.
    assert.ok(ofA >= 45 && ofA <= 55, String(ofA))
  })

  it("takes one in as soon as it is listed and connected, and lets one go, without a call that fails", async () => {
    const [a, b] = [await replica("a"), await replica("b")]
    let tell: (addresses: readonly string[]) => void = () => {}
    useRegistry({ replicasOf: () => ({ watch: (told) => ((tell = told), told([a.address]), () => {}) }) })
    const { ask } = clientOf("eureka:///users-service")
    assert.equal(await ask(), "a")
    const running = load(ask)
    tell([a.address, b.address])
    while ((await ask()) !== "b") await delay(5)
    tell([b.address])
    while ((await ask()) !== "b") await delay(5)
    const { failures } = await running.stop()
    assert.deepEqual(failures, [])
    for (let i = 0; i < 4; i++) assert.equal(await ask(), "b")
  })

  it("loses no call when one is killed", async () => {
    const [a, b] = [await replica("a"), await replica("b")]
    const { ask } = clientOf(`${a.address},${b.address}`)
    await bothAnswer(ask)
    const running = load(ask)
    await delay(200)
    a.child.kill("SIGKILL")
    await delay(500)
    const { failures, all } = await running.stop()
    assert.deepEqual(failures, [])
    assert.ok(all.slice(-20).every(({ by }) => by === "b"))
  })

  it("loses no call when one ends in order", async () => {
    const [a, b] = [await replica("a"), await replica("b")]
    const { ask } = clientOf(`${a.address},${b.address}`)
    await bothAnswer(ask)
    const running = load(ask)
    await delay(200)
    a.child.kill("SIGTERM")
    await once(a.child, "exit")
    await delay(200)
    const { failures } = await running.stop()
    assert.deepEqual(failures, [])
  })

  it("loses no read when one hangs, soon waits for it no more, and asks it again when it goes on", async () => {
    const [a, b] = [await replica("a"), await replica("b")]
    const { ask } = clientOf(`${a.address},${b.address}`)
    await bothAnswer(ask)
    a.child.kill("SIGSTOP")
    const hanging = load(ask)
    await delay(1500)
    const { failures, all } = await hanging.stop()
    assert.deepEqual(failures, [])
    const slow = all.filter(({ ms }) => ms > 75).length
    assert.ok(slow > 0 && slow <= 20, `${slow} of ${all.length} waited`)
    a.child.kill("SIGCONT")
    const going = load(ask)
    while ((await ask()) !== "a") await delay(10)
    assert.deepEqual((await going.stop()).failures, [])
  })

  it("waits for one that is at work, and asks another when that one hangs then", async () => {
    const [a, b] = [await replica("a"), await replica("b")]
    const { ask, hedges } = clientOf(`${a.address},${b.address}`)
    await bothAnswer(ask)
    // What was silent while both started is over.
    const before = await hedges()
    const slow = await Promise.all(Array.from({ length: 10 }, () => ask(5000, 300)))
    assert.equal(slow.filter((name) => name === "a").length, 5)
    assert.equal(await hedges(), before)
    const long = [ask(5000, 1000), ask(5000, 1000)]
    await delay(200)
    a.child.kill("SIGSTOP")
    const running = load(ask)
    assert.deepEqual(await Promise.all(long), ["b", "b"])
    assert.deepEqual((await running.stop()).failures, [])
  })

  it("passes over one that takes connections and never speaks", async () => {
    const mute = createServer((socket) => {
      ends.push(() => socket.destroy())
      socket.resume().on("error", () => {})
    })
    mute.listen(0, "127.0.0.1")
    await once(mute, "listening")
    ends.push(() => mute.close())
    const b = await replica("b")
    const { ask } = clientOf(`127.0.0.1:${(mute.address() as AddressInfo).port},${b.address}`)
    for (let i = 0; i < 10; i++) assert.equal(await ask(), "b")
  })

  it("is told when to come back while all of them are away", async () => {
    const { client } = clientOf("127.0.0.1:9")
    const failure = () =>
      client.batchGetUsers({ ids: [] }, ownCall(anonymousCaller, mint(anonymousCaller), 1000)).then(
        () => assert.fail("nobody is there"),
        (error: unknown) => error as ServiceError,
      )
    for (let i = 0; i < 20; i++) assert.equal((await failure()).code, "UNAVAILABLE")
    const { code, details } = await failure()
    assert.equal(code, "UNAVAILABLE")
    assert.ok(Number(details.retryAfterMs) > 1000)
  })
})
