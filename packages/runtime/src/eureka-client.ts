/** What we tell and read of an instance; the registry has more fields, which stay as they are. */
export interface EurekaInstance {
  instanceId: string
  /** In capitals, e.g. COURSES-SERVICE. */
  app: string
  hostName: string
  ipAddr: string
  vipAddress: string
  status: string
  port: { $: number | string; "@enabled": string | boolean }
  dataCenterInfo: object
  leaseInfo: { renewalIntervalInSecs: number; durationInSecs: number }
  metadata?: object
  /** In a delta: ADDED, MODIFIED or DELETED. */
  actionType?: string
}

/** Netflix counts statuses in the order of their names: `DOWN_1_UP_2_`. Equal registries have equal hashes. */
export function reconcileHash(instances: Iterable<EurekaInstance>): string {
  const counts = new Map<string, number>()
  for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${status}_${count}_`)
    .join("")
}

interface Applications {
  applications?: {
    apps__hashcode?: string
    application?: OneOrMany<{ instance?: OneOrMany<EurekaInstance> }>
  }
}
// Older servers write a list of one as the one.
type OneOrMany<T> = T | T[]
const many = <T>(value: OneOrMany<T> | undefined): T[] => (value === undefined ? [] : ([value].flat() as T[]))

const TIMEOUT_MS = 3000
const DATA_CENTER = { "@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", name: "MyOwn" }

/** An instance of `component` that others reach at `host`, a name or an IP address. */
export const eurekaInstance = (
  component: string,
  {
    host,
    port,
    renewSeconds,
    leaseSeconds,
  }: { host: string; port: number; renewSeconds: number; leaseSeconds: number },
): EurekaInstance => ({
  instanceId: `${host}:${component}:${port}`,
  app: component.toUpperCase(),
  hostName: host,
  ipAddr: host,
  vipAddress: component,
  status: "UP",
  port: { $: port, "@enabled": "true" },
  dataCenterInfo: DATA_CENTER,
  leaseInfo: { renewalIntervalInSecs: renewSeconds, durationInSecs: leaseSeconds },
  // The server's reader of JSON wants one.
  metadata: {},
})

export interface Listing {
  hash: string | undefined
  instances: EurekaInstance[]
}

/**
 * Eureka's REST protocol (github.com/Netflix/eureka/wiki/Eureka-REST-operations), at servers that replicate each other;
 * the first that answers is asked until it fails. Rejects when none answers, or with another status than was expected.
 */
export function eurekaClient(urls: readonly string[]) {
  let current = 0
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    let failure: unknown
    for (let tries = 0; tries < urls.length; tries++) {
      const url = urls[current % urls.length]?.replace(/\/+$/, "")
      try {
        return await fetch(`${url}${path}`, {
          method,
          headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
      } catch (error) {
        failure = error
        current++
      }
    }
    throw failure
  }
  const expecting = async (answer: Response, ...expected: number[]): Promise<Response> => {
    if (expected.includes(answer.status)) return answer
    await answer.body?.cancel()
    throw new Error(`the registry answered ${answer.status}`)
  }
  const done = async (answer: Response): Promise<void> => answer.body?.cancel()
  const list = async (path: string): Promise<Listing> => {
    const { applications } = (await (await expecting(await ask("GET", path), 200)).json()) as Applications
    return {
      hash: applications?.apps__hashcode,
      instances: many(applications?.application).flatMap(({ instance }) => many(instance)),
    }
  }
  const place = ({ app, instanceId }: EurekaInstance) => `/apps/${app}/${encodeURIComponent(instanceId)}`
  return {
    register: async (instance: EurekaInstance): Promise<void> =>
      done(await expecting(await ask("POST", `/apps/${instance.app}`, { instance }), 204)),
    /** Whether the registry knew it; else it has to be registered again. */
    renew: async (instance: EurekaInstance): Promise<boolean> => {
      const answer = await expecting(await ask("PUT", `${place(instance)}?status=${instance.status}`), 200, 404)
      await done(answer)
      return answer.status === 200
    },
    deregister: async (instance: EurekaInstance): Promise<void> =>
      done(await expecting(await ask("DELETE", place(instance)), 200, 404)),
    listAll: () => list("/apps/"),
    /** What has changed in the last minutes; the hash is that of the whole. */
    listChanges: () => list("/apps/delta"),
  }
}
export type EurekaClient = ReturnType<typeof eurekaClient>
