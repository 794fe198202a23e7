import { createTransport } from "nodemailer"
import type { MailConfig } from "./mail-config.ts"

export interface Mail {
  /** Names the mail for ever: one that is sent twice, since an answer was lost, is recognised by it. */
  id: string
  to: string
  subject: string
  /** Plain text. */
  text: string
  html?: string
  /** BCP 47. */
  language: string
}

/** Why a mail was not taken. What the server said stays out: it names the address, and this may be logged. */
export class MailError extends Error {
  override readonly name = "MailError"
  /** Whether trying again would be in vain (a reply of 5xx: RFC 5321, 4.2.1). */
  readonly isForGood: boolean

  constructor({ code = "unknown", responseCode = 0 }: { code?: string; responseCode?: number }) {
    super(`the mail was not taken: ${responseCode || code}`)
    this.isForGood = responseCode >= 500
  }
}

export interface Mailer {
  /** Rejects with MailError when the server has not taken it. */
  send(mail: Mail): Promise<void>
  close(): void
}

const TIMEOUT_MS = 10_000

export function createMailer({ SMTP_URL: url, MAIL_FROM: from }: Pick<MailConfig, "SMTP_URL" | "MAIL_FROM">): Mailer {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    },
    { from },
  )
  const domain = from.replace(/^.*@/, "").replace(/[^\w.-].*$/, "") || "localhost"
  return {
    async send({ id, to, subject, text, html, language }) {
      try {
        await transport.sendMail({
          // An object, since a string may hold several addresses.
          to: { name: "", address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          messageId: `<${id}@${domain}>`,
          headers: { "Content-Language": language, "Auto-Submitted": "auto-generated" },
        })
      } catch (error) {
        throw new MailError(error as { code?: string; responseCode?: number })
      }
    },
    close: () => transport.close(),
  }
}
