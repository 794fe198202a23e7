import { MailError, type Mailer } from "@lectern/mail/mailer"
import type { Call } from "@lectern/rpc/call"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { idFromBytes } from "@lectern/service-kit/ids"
import { preferredLanguage } from "@lectern/service-kit/locale"
import { relayOutbox, UndeliverableError, type OutboxMessage } from "@lectern/service-kit/outbox"
import type { NoticeRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import { findEnrollments } from "./enrollment-store.ts"
import { readNotices } from "./notice-reading.ts"
import { findNotice, NOTICE_MAIL, type NoticeMail } from "./notice-store.ts"
import { LANGUAGES, noticeMail } from "./notice-texts.ts"
import { findMailOptOuts } from "./notification-opt-out-store.ts"
import { isMandatory } from "./notification-preferences.ts"

export interface NoticeMailDeps extends Pick<Deps, "db" | "clock" | "courses" | "users"> {
  mailer: Mailer
  /** A call of this service's own. */
  call: () => Call
  /** Where people reach the platform. */
  origin: string
}

const PERIOD_MS = 2000

/** Sends notices by mail every two seconds, from now on until it is stopped. */
export const sendNoticesRegularly = (deps: NoticeMailDeps, telemetry: Telemetry): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "send notices",
    periodMs: PERIOD_MS,
    round: (signal) => sendNotices(deps, telemetry, signal),
  })

/** Sends what is due, on any number of replicas: docs/decisions/0031-notices-by-mail.md. */
export const sendNotices = (deps: NoticeMailDeps, telemetry: Telemetry, signal?: AbortSignal) =>
  relayOutbox(deps.db, {
    topic: NOTICE_MAIL,
    clock: deps.clock,
    telemetry,
    deliver: (message) => deliver(deps, message),
    ...(signal ? { signal } : {}),
  })

async function deliver(deps: NoticeMailDeps, { payload }: OutboxMessage): Promise<void> {
  const { noticeId } = payload as NoticeMail
  const notice = await findNotice(deps.db, noticeId)
  // Gone with its reader.
  if (!notice) return
  const mandatory = isMandatory(notice.type, "EMAIL")
  if (!mandatory && (await findMailOptOuts(deps.db, notice.user_id)).has(notice.type)) return
  const call = deps.call()
  const { users } = await deps.users.batchGetUsers({ ids: [idFromBytes(notice.user_id)] }, call)
  const reader = users[0]
  // Whoever erased their account has no address.
  if (!reader || reader.email === "") return
  const language = preferredLanguage(reader.locale, LANGUAGES) ?? LANGUAGES[0]
  const [text] = await readNotices(deps.db, [notice], {
    language,
    ...(await titlesOf(deps, notice, call)),
  })
  if (!text) return
  const { displayName } = reader
  const mail = noticeMail(text, language, { displayName, origin: deps.origin, isMandatory: mandatory })
  try {
    // The notice's id names the mail: one that is sent again, since the answer or this process was lost, is the same.
    await deps.mailer.send({ id: noticeId, to: reader.email, ...mail, language })
  } catch (error) {
    throw error instanceof MailError && error.isForGood ? new UndeliverableError(error.message) : error
  }
}

/** Empty for notices about something else, and for a course that nobody may see any more. */
async function titlesOf(
  { db, courses }: NoticeMailDeps,
  { type, subject_id }: NoticeRow,
  call: Call,
): Promise<{ courseTitle?: string; sessionTitle?: string }> {
  const subjectId = idFromBytes(subject_id)
  if (type === "STREAM_BROKEN" || type === "STREAM_HEALTHY") {
    const { sessions } = await courses.batchGetSessions({ ids: [subjectId] }, call)
    return { sessionTitle: sessions[0]?.title ?? "" }
  }
  if (type !== "ENROLLMENT_CONFIRMED") return {}
  const [enrollment] = await findEnrollments(db, { ids: [subjectId], ownerId: undefined })
  if (!enrollment) return {}
  const reply = await courses.batchGetCourses({ ids: [idFromBytes(enrollment.course_id)] }, call)
  return { courseTitle: reply.courses[0]?.title ?? "" }
}
