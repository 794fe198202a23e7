/** Where the platform is, and who asks. */
export interface GraphAccess {
  graphUrl: string
  /** The access token; `rejected` is one that the platform does not take any more, after which a new one is expected. */
  getAccessToken: (rejected?: string) => string | Promise<string>
}

/** It may go well later. */
export class TryLater extends Error {
  /** Not before this many ms have passed. */
  readonly afterMs: number | undefined
  /** Whether the platform was not reached or had no time: then nothing else would go well now. */
  readonly concernsAll: boolean
  constructor(reason: string, options: { afterMs?: number | undefined; concernsAll: boolean; cause?: unknown }) {
    super(reason, { cause: options.cause })
    this.afterMs = options.afterMs
    this.concernsAll = options.concernsAll
  }
}

/** It will not go well later either. */
export class Refused extends Error {
  /** The graph's: of a member of the mutation's union, or of `errors`. */
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

// Longer than any budget of the platform, for networks that are slow.
const ANSWER_LIMIT_MS = 20_000
const LASTING = ["BAD_USER_INPUT", "NOT_FOUND", "FORBIDDEN", "PRECONDITION_FAILED", "CONFLICT", "QUERY_TOO_COMPLEX"]

interface Answer {
  data?: Record<string, ({ __typename: string } & Record<string, unknown>) | null> | null
  errors?: { message: string; extensions?: { code?: string; retryAfterSeconds?: number } }[]
}

/** Sends mutations to the graph. */
export function graph({ graphUrl, getAccessToken }: GraphAccess) {
  let lastToken: string | undefined
  let renewing: Promise<string> | undefined

  const post = (query: string, variables: object, token: string, options: RequestInit): Promise<Response> =>
    fetch(graphUrl, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      ...options,
    })

  /** A token that can't be had is an outage of who gives it. */
  async function accessToken(rejected?: string): Promise<string> {
    try {
      lastToken = await getAccessToken(rejected)
      return lastToken
    } catch (cause) {
      throw new TryLater("there is no access token", { concernsAll: true, cause })
    }
  }

  async function ask(query: string, variables: object): Promise<{ response: Response; answer: Answer }> {
    const once = async (token: string) => {
      try {
        const response = await post(query, variables, token, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
        return { response, answer: (await response.json()) as Answer }
      } catch (cause) {
        throw new TryLater("the platform was not reached", { concernsAll: true, cause })
      }
    }
    const token = await accessToken()
    const first = await once(token)
    if (!isUnauthenticated(first)) return first
    // Of several requests with one token that has expired, one asks for the next.
    if (lastToken !== undefined && lastToken !== token) return once(lastToken)
    renewing ??= accessToken(token).finally(() => {
      renewing = undefined
    })
    return once(await renewing)
  }

  return {
    /**
     * The member `success` that the mutation `field` answered with. Throws Refused for any other member, and for errors
     * that last; TryLater for all else.
     */
    async mutate<T>(field: string, success: string, query: string, variables: object): Promise<T> {
      const { response, answer } = await ask(query, variables)
      const result = answer.data?.[field]
      if (result?.__typename === success) return result as T
      if (typeof result?.retryAfterSeconds === "number")
        throw new TryLater(String(result.message), { afterMs: result.retryAfterSeconds * 1000, concernsAll: true })
      if (result) throw new Refused(String(result.code), String(result.message))

      const [error] = answer.errors ?? []
      const code = error?.extensions?.code ?? `HTTP_${response.status}`
      const message = error?.message ?? `the platform answered with status ${response.status}`
      if (LASTING.includes(code)) throw new Refused(code, message)
      const seconds = error?.extensions?.retryAfterSeconds ?? Number(response.headers.get("retry-after") ?? NaN)
      throw new TryLater(`${code}: ${message}`, {
        afterMs: seconds >= 0 ? seconds * 1000 : undefined,
        concernsAll: response.status !== 200,
      })
    },

    /**
     * Sends without waiting for the answer, also while the page is being closed, with the token that was used last. The
     * browser allows 64 KiB for all such requests together.
     */
    sendLast(query: string, variables: object): void {
      if (lastToken === undefined) return
      post(query, variables, lastToken, { keepalive: true }).catch(() => {
        // It stays stored and is sent by the next page.
      })
    },
  }
}
export type Graph = ReturnType<typeof graph>

const isUnauthenticated = ({ response, answer }: { response: Response; answer: Answer }): boolean =>
  response.status === 401 || answer.errors?.[0]?.extensions?.code === "UNAUTHENTICATED"
