import { connectivityState, experimental, Metadata, status, type ChannelOptions } from "@grpc/grpc-js"

/** What a channel shares with its client. */
export interface ChannelReplicas {
  /** Replicas that there is a connection to; kept by the channel. */
  readonly connected: Set<string>
  /** Calls `tell` with the addresses as soon as they are known and whenever they have changed. */
  watch(tell: (addresses: readonly string[]) => void): () => void
}

/** Header of a call that says which replica it goes to. It ends in the channel and is not sent. */
export const REPLICA_HEADER = "x-replica"
/** How the status of a call begins that was not sent, because its replica can't be reached. */
export const NOT_CONNECTED = "no connection to the replica"

// grpc-js calls its interfaces for resolvers and balancers experimental, so its version is pinned; whether they still
// fit is what the tests of client.ts show.
const SCHEME = "replicas"
const POLICY = "lectern_replica"
const OPTION = `${experimental.SUBCHANNEL_ARGS_EXCLUDE_KEY_PREFIX}.lectern_replicas`

/** Target and options of a channel over these replicas; `name` goes into the `:authority` of calls. */
export const replicaChannel = (
  name: string,
  replicas: ChannelReplicas,
): { target: string; options: ChannelOptions } => ({
  target: `${SCHEME}:///${encodeURIComponent(name)}`,
  options: {
    [OPTION]: replicas,
    "grpc.service_config": JSON.stringify({ loadBalancingConfig: [{ [POLICY]: {} }] }),
  },
})

/** Hands the addresses of the replicas to the channel. */
class ReplicaResolver implements experimental.Resolver {
  readonly #replicas: ChannelReplicas
  readonly #listener: experimental.ResolverListener
  #end: (() => void) | undefined

  constructor(_target: unknown, listener: experimental.ResolverListener, options: ChannelOptions) {
    this.#replicas = options[OPTION] as ChannelReplicas
    this.#listener = listener
  }

  updateResolution(): void {
    if (this.#end) return
    let ended = false
    let endWatch = () => {}
    this.#end = () => {
      ended = true
      endWatch()
    }
    // Listeners are never called while a resolver is asked.
    setImmediate(() => {
      if (ended) return
      endWatch = this.#replicas.watch((addresses) =>
        this.#listener(experimental.statusOrFromValue(addresses.map(toEndpoint)), {}, null, ""),
      )
    })
  }

  destroy(): void {
    this.#end?.()
    this.#end = undefined
  }

  static getDefaultAuthority({ path }: experimental.GrpcUri): string {
    return path
  }
}

class ReplicaConfig implements experimental.TypedLoadBalancingConfig {
  getLoadBalancerName(): string {
    return POLICY
  }
  toJsonObject(): object {
    return { [POLICY]: {} }
  }
  static createFromJson(): ReplicaConfig {
    return new ReplicaConfig()
  }
}

/** Keeps a connection to every replica, and gives each call the one that its header names. */
class ReplicaBalancer implements experimental.LoadBalancer {
  readonly #helper: experimental.ChannelControlHelper
  #children = new Map<string, experimental.LeafLoadBalancer>()
  #connected = new Set<string>()
  #isListing = false

  constructor(helper: experimental.ChannelControlHelper) {
    this.#helper = helper
  }

  updateAddressList(
    endpoints: experimental.StatusOr<experimental.Endpoint[]>,
    _config: experimental.TypedLoadBalancingConfig,
    options: ChannelOptions,
    note: string,
  ): boolean {
    if (!endpoints.ok) return true
    this.#connected = (options[OPTION] as ChannelReplicas).connected
    const helper = experimental.createChildChannelControlHelper(this.#helper, { updateState: () => this.#update() })
    const before = this.#children
    this.#children = new Map(
      endpoints.value.map((endpoint) => {
        const key = toAddress(endpoint)
        return [key, before.get(key) ?? new experimental.LeafLoadBalancer(endpoint, helper, options, note)]
      }),
    )
    this.#isListing = true
    for (const [key, child] of before) if (!this.#children.has(key)) child.destroy()
    for (const [key, child] of this.#children) if (!before.has(key)) child.startConnecting()
    this.#isListing = false
    this.#update()
    return true
  }

  #update(): void {
    if (this.#isListing) return
    const states = [...this.#children].map(([key, child]) => {
      const state = child.getConnectivityState()
      if (state === connectivityState.READY) this.#connected.add(key)
      else this.#connected.delete(key)
      return state
    })
    for (const key of this.#connected) if (!this.#children.has(key)) this.#connected.delete(key)
    const state =
      [connectivityState.READY, connectivityState.CONNECTING, connectivityState.IDLE].find((one) =>
        states.includes(one),
      ) ?? connectivityState.TRANSIENT_FAILURE
    this.#helper.updateState(state, { pick: (args) => this.#pick(args) }, null)
    // A lost connection is made again at once, not with the next call.
    for (const child of this.#children.values())
      if (child.getConnectivityState() === connectivityState.IDLE) child.exitIdle()
  }

  #pick(args: experimental.PickArgs): experimental.PickResult {
    const key = String(args.metadata.get(REPLICA_HEADER)[0])
    const child = this.#children.get(key)
    const state = child?.getConnectivityState()
    if (child && state === connectivityState.READY) {
      args.metadata.remove(REPLICA_HEADER)
      return child.getPicker().pick(args)
    }
    const mayConnect = state === connectivityState.CONNECTING || state === connectivityState.IDLE
    const waits = mayConnect && this.#connected.size === 0
    return {
      pickResultType: waits ? experimental.PickResultType.QUEUE : experimental.PickResultType.TRANSIENT_FAILURE,
      subchannel: null,
      status: waits ? null : { code: status.UNAVAILABLE, details: NOT_CONNECTED, metadata: new Metadata() },
      onCallStarted: null,
      onCallEnded: null,
    }
  }

  exitIdle(): void {
    for (const child of this.#children.values()) child.exitIdle()
  }
  resetBackoff(): void {}
  destroy(): void {
    for (const child of this.#children.values()) child.destroy()
    this.#children.clear()
    this.#connected.clear()
  }
  getTypeName(): string {
    return POLICY
  }
}

experimental.registerResolver(SCHEME, ReplicaResolver)
experimental.registerLoadBalancerType(POLICY, ReplicaBalancer, ReplicaConfig)

const toEndpoint = (address: string): experimental.Endpoint => ({ addresses: [placeOf(address)] })

/** What `unix:/path` or `host:port` means to Node. */
export function placeOf(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith("unix:")) return { path: address.slice("unix:".length).replace(/^\/\/+/, "/") }
  const colon = address.lastIndexOf(":")
  return { host: address.slice(0, colon).replace(/^\[(.*)\]$/, "$1"), port: Number(address.slice(colon + 1)) }
}

function toAddress({ addresses: [address] }: experimental.Endpoint): string {
  if (!address) return ""
  if ("path" in address) return `unix:${address.path}`
  return `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`
}
