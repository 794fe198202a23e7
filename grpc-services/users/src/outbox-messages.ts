import { MailError, type Mailer } from "@lectern/mail/mailer"
import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { PlaybackServiceDefinition } from "@lectern/contracts/elearning/playback/v1/PlaybackService.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import { enqueue, UndeliverableError, type OutboxMessage } from "@lectern/service-kit/outbox"
import type { Transaction } from "kysely"
import type { Database, UserRow, UsersTables } from "./database.ts"
import { mailLanguage, mailTexts } from "./mail-texts.ts"
import { findHoldingReset } from "./password-reset-store.ts"
import { resetTokenHash, type ResetTokens } from "./reset-tokens.ts"
import { findUser } from "./user-store.ts"

type Tx = Transaction<UsersTables>

// What waits here, or was set aside, must not tell who a person was: ids only.
interface PasswordResetMail {
  resetId: string
  /** Empty for an address without an account, for which the same is written and nothing sent. */
  userId: string
}
interface PasswordChangedMail {
  userId: string
  /** RFC 3339. */
  changedAt: string
}
/** Of an account that was erased, or of an instructor who has another name. */
interface ChangedUser {
  userId: string
}

const PASSWORD_RESET = "mail.password-reset"
const PASSWORD_CHANGED = "mail.password-changed"
const INSTRUCTOR_RENAMED = "rename.courses"
/** One message for each, so that none waits for another. */
const ERASERS = { "erase.courses": "courses", "erase.enrollment": "enrollment", "erase.playback": "playback" } as const

// An access token is believed for 5 s after its session has ended, and what it began may write for a while longer.
const ERASE_DELAY_MS = 10_000

export const mailPasswordReset = (tx: Tx, payload: PasswordResetMail, now: Date): Promise<string> =>
  enqueue(tx, { topic: PASSWORD_RESET, payload, now })

export const mailPasswordChanged = (tx: Tx, userId: string, now: Date): Promise<string> =>
  enqueue(tx, {
    topic: PASSWORD_CHANGED,
    payload: { userId, changedAt: now.toISOString() } satisfies PasswordChangedMail,
    now,
  })

export async function tellErased(tx: Tx, userId: string, now: Date): Promise<void> {
  for (const topic of Object.keys(ERASERS))
    await enqueue(tx, {
      topic,
      payload: { userId } satisfies ChangedUser,
      now,
      dueAt: new Date(now.getTime() + ERASE_DELAY_MS),
    })
}

export const tellInstructorRenamed = (tx: Tx, userId: string, now: Date): Promise<string> =>
  enqueue(tx, { topic: INSTRUCTOR_RENAMED, payload: { userId } satisfies ChangedUser, now })

type Eraser = {
  eraseUser(request: { eventId: string; userId: string }, call: Call): Promise<object>
}

/** Delivers a message of this service's outbox; see relayOutbox. */
export const outboxDelivery =
  ({
    db,
    clock,
    mailer,
    publicOrigin,
    resetTokens,
    consumers,
    ownCall,
  }: {
    db: Database
    clock: Clock
    mailer: Pick<Mailer, "send">
    /** Of the links in mails. */
    publicOrigin: string
    resetTokens: ResetTokens
    consumers: {
      courses: Pick<Client<CoursesServiceDefinition>, "eraseUser" | "renameInstructor">
      enrollment: Pick<Client<EnrollmentServiceDefinition>, "eraseUser">
      playback: Pick<Client<PlaybackServiceDefinition>, "eraseUser">
    }
    /** A call that this service makes on its own behalf. */
    ownCall: () => Call
  }) =>
  async ({ id, topic, payload }: OutboxMessage): Promise<void> => {
    const page = new URL("/reset-password", publicOrigin).href
    const send = async (
      userId: string,
      textOf: (texts: (typeof mailTexts)["en"], user: UserRow, language: string) => { subject: string; text: string },
    ) => {
      const user = userId === "" ? undefined : await findUser(db, userId)
      // Nobody to write to (any more).
      if (!user?.email) return
      const language = mailLanguage(user.locale)
      try {
        await mailer.send({ id, to: user.email, language, ...textOf(mailTexts[language], user, language) })
      } catch (error) {
        if (error instanceof MailError && error.isForGood) throw new UndeliverableError(error.message)
        throw error
      }
    }
    if (topic === PASSWORD_RESET) {
      const { resetId, userId } = payload as PasswordResetMail
      const token = resetTokens.tokenOf(resetId)
      // A newer one took its place, or it is too old: the link would disappoint.
      if (!(await findHoldingReset(db, resetTokenHash(token), clock()))) return
      // Behind the #, so that no server on the way has it in a log.
      return send(userId, (texts) => texts.passwordReset({ link: `${page}#token=${token}` }))
    }
    if (topic === PASSWORD_CHANGED) {
      const { userId, changedAt } = payload as PasswordChangedMail
      return send(userId, (texts, { time_zone }, language) =>
        texts.passwordChanged({
          changedAt: new Intl.DateTimeFormat(language, {
            dateStyle: "long",
            timeStyle: "long",
            timeZone: time_zone,
          }).format(new Date(changedAt)),
          link: page,
        }),
      )
    }
    if (topic === INSTRUCTOR_RENAMED) {
      const { userId } = payload as ChangedUser
      const user = await findUser(db, userId)
      // As it is now: of several changes, the last message tells what the others would.
      if (user && !user.erased_at)
        await consumers.courses.renameInstructor(
          { userId, displayName: user.display_name, version: user.version },
          ownCall(),
        )
      return
    }
    const name = ERASERS[topic as keyof typeof ERASERS]
    if (!name) throw new UndeliverableError(`nothing is known of the topic ${topic}`)
    const eraser: Eraser = consumers[name]
    await eraser.eraseUser({ eventId: id, userId: (payload as ChangedUser).userId }, ownCall())
  }
