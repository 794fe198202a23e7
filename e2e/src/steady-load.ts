import { Agent, request } from "node:http"

export interface LoadAnswer {
  /** Of the W3C header that the request carried. */
  traceId: string
  sentAt: number
  ms: number
  /** Undefined where there was no answer. */
  status?: number
  text?: string
  /** Of the connection, where there was no answer. */
  errorCode?: string
}

/**
 * Sends requests at a steady rate, whether or not earlier ones are answered, over connections that are kept as a
 * browser or a load balancer keeps them. `stop` gives what became of all of them.
 */
export function steadyLoad(
  origin: string,
  {
    perSecond,
    next,
  }: { perSecond: number; next: () => { path: string; headers: Record<string, string>; body: string } },
): { answered(): number; stop(): Promise<LoadAnswer[]> } {
  const agent = new Agent({ keepAlive: true })
  const answers: Promise<LoadAnswer>[] = []
  let answered = 0
  const send = () => {
    const traceId = crypto.randomUUID().replaceAll("-", "")
    const { path, headers, body } = next()
    const sentAt = Date.now()
    answers.push(
      new Promise((resolve) => {
        const finish = (outcome: Pick<LoadAnswer, "status" | "text" | "errorCode">) =>
          resolve({ traceId, sentAt, ms: Date.now() - sentAt, ...outcome })
        const sending = request(
          `${origin}${path}`,
          { method: "POST", agent, headers: { ...headers, traceparent: `00-${traceId}-00f067aa0ba902b7-01` } },
          (response) => {
            let text = ""
            response.setEncoding("utf8")
            response.on("data", (chunk: string) => (text += chunk))
            response.on("end", () => {
              answered++
              finish({ status: response.statusCode ?? 0, text })
            })
            response.on("error", (error: NodeJS.ErrnoException) => finish({ errorCode: error.code ?? "" }))
          },
        )
        sending.on("error", (error: NodeJS.ErrnoException) => finish({ errorCode: error.code ?? "" }))
        sending.end(body)
      }),
    )
  }
  const timer = setInterval(send, 1000 / perSecond)
  return {
    answered: () => answered,
    stop: async () => {
      clearInterval(timer)
      const all = await Promise.all(answers)
      agent.destroy()
      return all
    },
  }
}
