import type { AddressInfo } from "node:net"
import PostalMime from "postal-mime"
import { SMTPServer } from "smtp-server"

export interface CaughtMail {
  /** Without angle brackets. */
  messageId: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  language: string
  caughtAt: Date
}

/** An SMTP server that delivers to nobody: for `npm start` and for tests. */
export interface MailCatcher {
  /** `smtp://127.0.0.1:PORT`. */
  url: string
  /** Newest last; the oldest go when there are more than 500. */
  mails: readonly CaughtMail[]
  /** The answer to the next mails: called once for each, with its number from 1; undefined takes the mail. */
  refuseWith(answer: ((count: number) => { code: number; text: string } | undefined) | undefined): void
  stop(): Promise<void>
}

const MOST_KEPT = 500

export async function startMailCatcher(port = 0): Promise<MailCatcher> {
  const mails: CaughtMail[] = []
  let count = 0
  let refusal: ((count: number) => { code: number; text: string } | undefined) | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const refused = refusal?.(++count)
        if (refused) return callback(Object.assign(new Error(refused.text), { responseCode: refused.code }))
        PostalMime.parse(Buffer.concat(chunks)).then((parsed) => {
          mails.push({
            messageId: (parsed.messageId ?? "").replace(/^<|>$/g, ""),
            from: parsed.from?.address ?? "",
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject: parsed.subject ?? "",
            text: parsed.text ?? "",
            html: parsed.html ?? "",
            language: parsed.headers.find(({ key }) => key === "content-language")?.value ?? "",
            caughtAt: new Date(),
          })
          if (mails.length > MOST_KEPT) mails.shift()
          callback()
        }, callback)
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  // A client that hangs up in the middle of a mail is no failure of the catcher's.
  server.on("error", () => {})
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refuseWith: (answer) => {
      count = 0
      refusal = answer
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
