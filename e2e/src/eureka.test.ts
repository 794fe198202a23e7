import assert from "node:assert/strict"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { after, afterEach, before, describe, it } from "node:test"
import { eurekaClient, eurekaInstance, reconcileHash, type EurekaInstance } from "@lectern/runtime/eureka-client"
import { keepRegistered, watchRegistry } from "@lectern/runtime/eureka-registry"
import { eurekaIsMissing, startEurekaServer, type EurekaServer } from "@lectern/test-kit/eureka-server"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"

const instance = (component: string, port: number) =>
  eurekaInstance(component, { host: "127.0.0.1", port, renewSeconds: 5, leaseSeconds: 15 })

const missing = eurekaIsMissing()
describe("at a real Eureka server", { skip: missing, timeout: 600_000 }, () => {
  let server: EurekaServer
  before(async () => {
    // With so few instances, the server would take one that stops to renew for a broken network.
    server = await startEurekaServer("--eureka.server.enable-self-preservation=false")
  })
  after(() => server?.stop())
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  const client = () => eurekaClient([server.url])
  const telemetry = () => silentTelemetry("test")
  const registered = (...instances: EurekaInstance[]) => {
    const keeping = keepRegistered(client(), instances, telemetry())
    ends.push(keeping.stop)
    return keeping
  }
  /** The list of a component as it is now, and all lists there were. */
  const watched = (component: string, own = telemetry()) => {
    const registry = watchRegistry(client(), own)
    ends.push(registry.stop)
    const lists: string[][] = []
    registry.replicasOf(component).watch((addresses) => lists.push([...addresses]))
    const becomes = (...expected: string[]) =>
      until(() => lists.at(-1)?.join() === expected.join(), {
        timeoutMs: 10_000,
        description: `${component} to be ${expected.join(" and ") || "nobody"}, not ${lists.at(-1)?.join()}`,
      })
    return { lists, becomes }
  }
  const setStatus = async (of: EurekaInstance, method: "PUT" | "DELETE", value: string) => {
    const place = `${server.url}/apps/${of.app}/${encodeURIComponent(of.instanceId)}/status?value=${value}`
    assert.equal((await fetch(place, { method })).status, 200)
  }

  it("registers, renews, says when it is not known, and deregisters", async () => {
    const own = instance("plain-service", 1)
    assert.equal(await client().renew(own), false)
    await client().register(own)
    assert.equal(await client().renew(own), true)
    const { instances } = await client().listAll()
    const found = instances.find(({ instanceId }) => instanceId === own.instanceId)
    assert.deepEqual(
      [found?.app, found?.status, found?.ipAddr, Number(found?.port.$), Number(found?.leaseInfo.durationInSecs)],
      ["PLAIN-SERVICE", "UP", "127.0.0.1", 1, 15],
    )
    await client().deregister(own)
    assert.equal(await client().renew(own), false)
    await client().deregister(own)
  })

  it("lists all who register at once while others read, at the latest when its list has aged", async () => {
    const all = Array.from({ length: 25 }, (_, i) => instance(`crowded-${i % 11}`, 100 + i))
    const listed = async () => {
      const { instances } = await client().listAll()
      return instances.filter(({ app }) => app.startsWith("CROWDED-")).length
    }
    for (let round = 0; round < 20; round++) {
      const reading = new AbortController()
      const readers = Promise.all(
        Array.from({ length: 8 }, async () => {
          while (!reading.signal.aborted) await listed()
        }),
      )
      await Promise.all(all.map((one) => client().register(one)))
      reading.abort()
      await readers
      await until(async () => (await listed()) === all.length, { description: `${all.length} to be listed` })
      await Promise.all(all.map((one) => client().deregister(one)))
    }
  })

  it("computes the hash of the whole as the server does, and takes over its changes", async () => {
    await client().register(instance("hashed-service", 1))
    await client().register(instance("hashed-service", 2))
    const { hash, instances } = await client().listAll()
    assert.equal(reconcileHash(instances), hash)
    const { hash: ofChanges, instances: changes } = await client().listChanges()
    assert.equal(ofChanges, hash)
    const added = changes.filter(({ app }) => app === "HASHED-SERVICE")
    assert.deepEqual(
      added.map(({ actionType }) => actionType),
      ["ADDED", "ADDED"],
    )
    await client().deregister(instance("hashed-service", 1))
    const { instances: later } = await client().listChanges()
    assert.ok(
      later.some(
        ({ port, actionType, app }) => app === "HASHED-SERVICE" && Number(port.$) === 1 && actionType === "DELETED",
      ),
    )
    await client().deregister(instance("hashed-service", 2))
  })

  it("a watcher sees who comes and who goes, by changes alone", async () => {
    const own = telemetry()
    const { becomes } = watched("watched-service", own)
    registered(instance("watched-service", 1))
    await becomes("127.0.0.1:1")
    const second = registered(instance("watched-service", 2))
    await becomes("127.0.0.1:1", "127.0.0.1:2")
    await second.stop()
    await becomes("127.0.0.1:1")
    const kinds = await own.metrics.getSingleMetric("registry_listings_total")?.get()
    const count = (kind: string) => kinds?.values.find(({ labels }) => labels.kind === kind)?.value ?? 0
    assert.equal(count("all"), 1)
    assert.ok(count("changes") > 1)
  })

  it("who is out of service gets nothing, until that is taken back, even where nobody else is left", async () => {
    const [first, second] = [instance("drained-service", 1), instance("drained-service", 2)]
    registered(first, second)
    const { becomes } = watched("drained-service")
    await becomes("127.0.0.1:1", "127.0.0.1:2")
    await setStatus(first, "PUT", "OUT_OF_SERVICE")
    await becomes("127.0.0.1:2")
    await setStatus(second, "PUT", "OUT_OF_SERVICE")
    await becomes()
    await setStatus(first, "DELETE", "UP")
    await becomes("127.0.0.1:1")
  })

  it("who stops to renew is taken out when the lease is over", async () => {
    const stays = instance("leased-service", 1)
    registered(stays)
    const dead = eurekaInstance("leased-service", { host: "127.0.0.1", port: 2, renewSeconds: 1, leaseSeconds: 2 })
    await client().register(dead)
    const { becomes, lists } = watched("leased-service")
    await until(() => lists.at(-1)?.length === 2, { description: "both to be seen" })
    await until(() => lists.at(-1)?.length === 1, { timeoutMs: 20_000, description: "the dead one to be taken out" })
    await becomes("127.0.0.1:1")
  })

  it("keeps the last lists while the server is away, and registers again where it has begun anew", async () => {
    const own = telemetry()
    registered(instance("lasting-service", 1), instance("lasting-service", 2))
    const { becomes, lists } = watched("lasting-service", own)
    await becomes("127.0.0.1:1", "127.0.0.1:2")
    await server.kill()
    const reachable = async () => (await own.metrics.getSingleMetric("registry_reachable")?.get())?.values[0]?.value
    await until(async () => (await reachable()) === 0, { description: "the registry to be missed" })
    assert.equal(own.lines.filter((line) => line.includes("reading the registry fails")).length, 1)
    await server.start()
    await until(async () => (await reachable()) === 1, { description: "the registry to be seen again" })
    await until(
      async () => (await client().listAll()).instances.filter(({ app }) => app === "LASTING-SERVICE").length === 2,
      { timeoutMs: 15_000, description: "both to be registered again" },
    )
    await becomes("127.0.0.1:1", "127.0.0.1:2")
    assert.ok(
      lists.every((list) => list.length > 0),
      "nobody was forgotten meanwhile",
    )
  })
})

describe("a watched registry", () => {
  it("reads everything when its copy is not what the server has, and takes a list of one for a list", async () => {
    const up = (port: number, actionType?: string) => ({
      ...instance("odd-service", port),
      ...(actionType ? { actionType } : {}),
    })
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? "")
      const all = asked.filter((url) => url.endsWith("/apps/")).length
      const isAll = request.url?.endsWith("/apps/")
      // One instance first; then a change is missed, which only the hash tells.
      const list = isAll ? (all === 1 ? up(1) : [up(1), up(2)]) : []
      const application = isAll ? { name: "ODD-SERVICE", instance: list } : []
      response.end(
        JSON.stringify({ applications: { apps__hashcode: isAll && all === 1 ? "UP_1_" : "UP_2_", application } }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eureka`
    const registry = watchRegistry(eurekaClient([`${url}/`]), silentTelemetry("test"))
    try {
      let list: readonly string[] = []
      registry.replicasOf("odd-service").watch((addresses) => (list = addresses))
      await registry.first
      assert.deepEqual(list, ["127.0.0.1:1"])
      await until(() => list.length === 2, { description: "the missed one" })
      assert.deepEqual(asked.slice(0, 3), ["/eureka/apps/", "/eureka/apps/delta", "/eureka/apps/"])
    } finally {
      await registry.stop()
      server.closeAllConnections()
      server.close()
    }
  })

  it("asks the next server when one is away", async () => {
    const server = createServer((_request, response) => response.end(`{"applications":{"application":[]}}`))
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eureka`
    try {
      assert.deepEqual((await eurekaClient(["http://127.0.0.1:9/eureka", url]).listAll()).instances, [])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
