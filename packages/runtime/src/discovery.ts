import { networkInterfaces } from "node:os"
import type { z } from "zod"
import { ConfigError } from "./config.ts"
import { eurekaClient, eurekaInstance, type EurekaInstance } from "./eureka-client.ts"
import { keepRegistered, LEASE_SECONDS, RENEW_SECONDS, watchRegistry } from "./eureka-registry.ts"
import { StartError, type Stoppable } from "./lifecycle.ts"
import { useRegistry } from "./replicas.ts"
import type { Telemetry } from "./telemetry.ts"

export interface DiscoverySettings {
  DISCOVERY: "static" | "dns" | "eureka"
  EUREKA_URL?: string[] | undefined
  ADVERTISED_HOST?: string | undefined
}

type Environment = Record<string, string | undefined>

/**
 * The environment with the addresses of other components as DISCOVERY wants them: `dns` takes a name for all replicas
 * behind it; `eureka` asks the registry, and takes what is set until the registry has answered once.
 */
export function discoveredAddresses(
  shape: z.ZodRawShape,
  env: Environment,
  { DISCOVERY: mode }: DiscoverySettings,
): Environment {
  if (mode === "static") return env
  const discovered = { ...env }
  for (const [name, type] of Object.entries(shape) as [string, z.ZodType][]) {
    const component = type.meta()?.component
    if (typeof component !== "string") continue
    const given = env[name]
    // What is malformed stays as it is, for whoever reads the settings to say so.
    if (given && (given.startsWith("eureka:") || !type.safeParse(given).success)) continue
    const named = given && behindName(given)
    if (mode === "dns") discovered[name] = named
    else discovered[name] = `eureka:///${component}${named ? `?fallback=${encodeURIComponent(named)}` : ""}`
  }
  return discovered
}

function behindName(address: string): string {
  if (address.includes(",")) return address
  if (/^https?:/.test(address)) return `dns+${address}`
  return /^[^/]+:\d+$/.test(address) && !address.startsWith("unix:") ? `dns:///${address}` : address
}

export interface Discovery extends Stoppable {
  /** Lets others find what runs here: `addresses` by component, each `host:port` or a URL. */
  announce(addresses: Record<string, string>): Promise<void>
  /** Takes it back, so that nobody is sent here any more. */
  withdraw(): Promise<void>
}

/** Joins the registry where there is one; its first answer, or failure, is waited for. */
export async function joinRegistry(settings: DiscoverySettings, telemetry: Telemetry): Promise<Discovery> {
  const { DISCOVERY: mode, EUREKA_URL: urls, ADVERTISED_HOST: host } = settings
  if (mode !== "eureka") return { announce: async () => {}, withdraw: async () => {}, stop: async () => {} }
  if (!urls) throw new ConfigError("EUREKA_URL is not set")
  const client = eurekaClient(urls)
  const registry = watchRegistry(client, telemetry)
  useRegistry(registry)
  await registry.first
  let registered: Stoppable | undefined
  return {
    announce: async (addresses) => {
      const instances = Object.entries(addresses).map(([component, address]) => instanceOf(component, address, host))
      const keeping = keepRegistered(client, instances, telemetry)
      registered = keeping
      await keeping.first
    },
    withdraw: async () => registered?.stop(),
    stop: registry.stop,
  }
}

function instanceOf(component: string, address: string, advertisedHost: string | undefined): EurekaInstance {
  const [, listened = "", port] = /^(?:https?:\/\/)?(\[[^\]]+\]|[^/:[\]]+):(\d+)/.exec(address) ?? []
  if (port === undefined) throw new StartError(`${address}: host:port is expected with DISCOVERY=eureka`)
  const host = advertisedHost ?? reachableHost(listened.replace(/^\[|\]$/g, ""))
  return eurekaInstance(component, {
    host,
    port: Number(port),
    renewSeconds: RENEW_SECONDS,
    leaseSeconds: LEASE_SECONDS,
  })
}

/** Who listens on all interfaces is reached at the first that is not the machine's own. */
function reachableHost(host: string): string {
  if (host !== "0.0.0.0" && host !== "::") return host
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  return addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address ?? "127.0.0.1"
}
