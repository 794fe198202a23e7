import { lookup } from "node:dns/promises"

/** Where the replicas of a component are: each `host:port`, `unix:/path` or the origin of a URL. */
export interface Replicas {
  /** Calls `tell` with the list as soon as it is known, and each time it has changed. Gives what ends that. */
  watch(tell: (addresses: readonly string[]) => void): () => void
}

/**
 * What an address may be. Several `host:port` or URLs, separated by commas, are one component's replicas. `dns:` and
 * `dns+http:` stand for all addresses behind a name, `eureka:` for what a registry knows under it.
 */
export const GRPC_ADDRESS =
  /^(unix:\/?[^,?]+|dns:\/\/\/[^/,\s]+:\d+|eureka:\/\/\/[\w-]+(\?fallback=\S+)?|[^/,\s]+:\d+(\s*,\s*[^/,\s]+:\d+)*)$/
export const HTTP_ADDRESS =
  /^(eureka:\/\/\/[\w-]+(\?fallback=\S+)?|(dns\+)?https?:\/\/[^/,\s]+(\/[^,\s]*)?(\s*,\s*https?:\/\/[^/,\s]+(\/[^,\s]*)?)*)$/

// As often as the registry is asked; resolvers answer out of their caches.
const LOOK_UP_MS = 2000

/** A registry knows where components are by their names, such as `courses-service`. */
export interface Registry {
  replicasOf(component: string): Replicas
}
let registry: Registry | undefined
/** The registry that `eureka:` addresses of this process are looked up in; there is one, as for gRPC's resolvers. */
export const useRegistry = (used: Registry): void => {
  registry = used
}

/** The replicas that an address stands for; see GRPC_ADDRESS and HTTP_ADDRESS. */
export function replicasOf(address: string): Replicas {
  if (address.startsWith("eureka:")) {
    const { pathname, searchParams } = new URL(address)
    const registered = registry?.replicasOf(pathname.slice(1))
    if (!registered) throw new Error(`${address} needs a registry: DISCOVERY=eureka`)
    const fallback = searchParams.get("fallback")
    return fallback === null ? registered : firstUntil(replicasOf(fallback), registered)
  }
  const named = /^dns(?::\/\/\/|\+(https?:\/\/))(\[.*\]|[^:/]+)(?::(\d+))?/.exec(address)
  if (named) {
    const [, scheme = "", host = "", port = scheme === "https://" ? "443" : "80"] = named
    return behindName(host.replace(/^\[|\]$/g, ""), (ip) => `${scheme}${ip.includes(":") ? `[${ip}]` : ip}:${port}`)
  }
  const list = address.split(/\s*,\s*/).map((one) => (/^https?:/.test(one) ? new URL(one).origin : one))
  return {
    watch: (tell) => {
      tell(list)
      return () => {}
    },
  }
}

/** `/graphql` of `http://host:4001/graphql`; the query belongs to it. Undefined where the address has no path. */
export function pathOf(address: string): string | undefined {
  const [, path] = /^(?:dns\+)?https?:\/\/[^/,\s]+(\/[^,\s]*)/.exec(address) ?? []
  if (path !== undefined) return path
  const fallback = address.startsWith("eureka:") ? new URL(address).searchParams.get("fallback") : null
  return fallback === null ? undefined : pathOf(fallback)
}

/** `first`, until `second` knows anything. */
function firstUntil(first: Replicas, second: Replicas): Replicas {
  return {
    watch: (tell) => {
      let endFirst = () => {}
      let known = false
      const endSecond = second.watch((addresses) => {
        known = true
        endFirst()
        tell(addresses)
      })
      if (!known) endFirst = first.watch(tell)
      return () => {
        endFirst()
        endSecond()
      }
    },
  }
}

/** All addresses behind a name, looked up again and again; a failing look-up leaves the last list in force. */
function behindName(host: string, toAddress: (ip: string) => string): Replicas {
  return {
    watch: (tell) => {
      let last = ""
      let ended = false
      let timer: NodeJS.Timeout | undefined
      const look = async () => {
        const found = await lookup(host, { all: true }).catch(() => [])
        if (ended) return
        const list = found.map(({ address }) => toAddress(address)).sort()
        if (list.length > 0 && list.join() !== last) {
          last = list.join()
          tell(list)
        }
        timer = setTimeout(() => void look(), LOOK_UP_MS).unref()
      }
      void look()
      return () => {
        ended = true
        clearTimeout(timer)
      }
    },
  }
}
