import { Counter, Gauge } from "prom-client"
import { reconcileHash, type EurekaClient, type EurekaInstance } from "./eureka-client.ts"
import type { Stoppable } from "./lifecycle.ts"
import type { Registry } from "./replicas.ts"
import type { Telemetry } from "./telemetry.ts"

export const RENEW_SECONDS = 5
export const LEASE_SECONDS = 15
const POLL_MS = 2000
const TRY_AGAIN_MS = 1000

/** Does `work` every so often, and says when it begins to fail and when it works again. `stop` waits for what runs. */
function repeatedly(intervalMs: number, { log }: Telemetry, what: string, work: () => Promise<void>) {
  let stopped = false
  let isFailing = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const once = async () => {
    try {
      await work()
      if (isFailing) log.info(`${what} again`)
      isFailing = false
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, `${what} fails`)
      isFailing = true
    }
    const pause = isFailing ? Math.min(TRY_AGAIN_MS, intervalMs) : intervalMs
    if (!stopped) timer = setTimeout(() => void (running = once()), pause).unref()
  }
  const first = (running = once())
  return {
    /** Resolves when the first try is over, whether or not it failed. */
    first,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Registers the instances and keeps their leases. `stop` takes them out. */
export function keepRegistered(
  client: EurekaClient,
  instances: readonly EurekaInstance[],
  telemetry: Telemetry,
): Stoppable & { first: Promise<void> } {
  const registered = new Set<EurekaInstance>()
  const renewing = repeatedly(RENEW_SECONDS * 1000, telemetry, "registering", async () => {
    const renew = async (instance: EurekaInstance) => {
      if (registered.has(instance) && (await client.renew(instance))) return
      await client.register(instance)
      registered.add(instance)
    }
    await Promise.all(instances.map(renew))
  })
  return {
    first: renewing.first,
    stop: async () => {
      await renewing.stop()
      // Where the registry is away, the lease ends by itself.
      await Promise.all(instances.map((instance) => client.deregister(instance).catch(() => undefined)))
    },
  }
}

/**
 * A copy of the registry, made whole once and then kept by its changes. While the registry is away the copy stays in
 * force, and so does the last list of a component of which a registry that has begun anew has heard nothing yet.
 */
export function watchRegistry(
  client: EurekaClient,
  telemetry: Telemetry,
): Registry & Stoppable & { first: Promise<void> } {
  const registers = [telemetry.metrics]
  const reachable = new Gauge({
    name: "registry_reachable",
    help: "Whether the registry answered last time.",
    registers,
  })
  const listings = new Counter({
    name: "registry_listings_total",
    help: "Lists read from the registry: changes, or all of it.",
    labelNames: ["kind"],
    registers,
  })
  let copy: Map<string, EurekaInstance> | undefined
  const lists = new Map<string, readonly string[]>()
  const watchers = new Map<string, Set<(addresses: readonly string[]) => void>>()

  const readAll = async () => {
    listings.labels("all").inc()
    copy = new Map((await client.listAll()).instances.map((instance) => [keyOf(instance), instance]))
  }
  const readChanges = async (known: Map<string, EurekaInstance>) => {
    listings.labels("changes").inc()
    const { hash, instances } = await client.listChanges()
    for (const instance of instances)
      if (instance.actionType === "DELETED") known.delete(keyOf(instance))
      else known.set(keyOf(instance), instance)
    if (hash !== reconcileHash(known.values())) await readAll()
  }
  const publish = () => {
    const byComponent = new Map<string, EurekaInstance[]>()
    for (const instance of copy?.values() ?? []) {
      const component = instance.app.toLowerCase()
      byComponent.set(component, [...(byComponent.get(component) ?? []), instance])
    }
    for (const [component, instances] of byComponent) {
      // Instances that are all out of service are an empty list; no instance at all is a registry that knows nothing.
      const list = instances.filter(isUp).map(addressOf).sort()
      if (lists.get(component)?.join() === list.join()) continue
      lists.set(component, list)
      const told = watchers.get(component)
      if (!told) continue
      telemetry.log.info({ target: component, replicas: list }, "replicas")
      for (const tell of told) tell(list)
    }
  }
  const polling = repeatedly(POLL_MS, telemetry, "reading the registry", async () => {
    try {
      await (copy ? readChanges(copy) : readAll())
      reachable.set(1)
    } catch (error) {
      reachable.set(0)
      throw error
    }
    publish()
  })
  return {
    first: polling.first,
    replicasOf: (component) => ({
      watch: (tell) => {
        const all = watchers.get(component) ?? new Set()
        watchers.set(component, all.add(tell))
        const list = lists.get(component)
        if (list) tell(list)
        return () => void all.delete(tell)
      },
    }),
    stop: polling.stop,
  }
}

const keyOf = ({ app, instanceId }: EurekaInstance) => `${app}/${instanceId}`
const isUp = ({ status, port }: EurekaInstance) => status === "UP" && String(port["@enabled"]) === "true"
const addressOf = ({ ipAddr, port }: EurekaInstance) => `${ipAddr.includes(":") ? `[${ipAddr}]` : ipAddr}:${port.$}`
