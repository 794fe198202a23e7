/** How long a file server that failed is left alone; then one request tries it. */
const OUT_MS = 5000

interface Server {
  url: string
  /** By performance.now(). */
  outUntil: number
}

/** Several file servers with the same files: each request goes to the next one, past those that failed lately. */
export function fileServers(urls: readonly string[]) {
  const servers: Server[] = urls.map((url) => ({ url, outUntil: 0 }))
  let turn = 0
  const find = (url: string): Server | undefined => servers.find((server) => server.url === url)
  return {
    /** The one to try, which is none of `tried`; one that is left alone only when there is no other. */
    next(tried: readonly string[] = []): string | undefined {
      const now = performance.now()
      const from = turn++ % servers.length
      const [chosen] = [...servers.slice(from), ...servers.slice(0, from)]
        .filter(({ url }) => !tried.includes(url))
        .sort((a, b) => Math.max(0, a.outUntil - now) - Math.max(0, b.outUntil - now))
      // Until it has answered, nobody else waits for it.
      if (chosen && chosen.outUntil > 0) chosen.outUntil = now + OUT_MS
      return chosen?.url
    },
    failed(url: string): void {
      const server = find(url)
      if (server) server.outUntil = performance.now() + OUT_MS
    },
    answered(url: string): void {
      const server = find(url)
      if (server) server.outUntil = 0
    },
  }
}
