import { z } from "zod"

/** Settings of whatever sends mail; see .env.example. */
export const mailShape = {
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().regex(/@/),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }),
}
export type MailConfig = z.output<z.ZodObject<typeof mailShape>>
