import type { NoticeType } from "./database.ts"

/** Languages that there are texts in; the first one serves whoever wants another. */
export const LANGUAGES = ["en", "ko"] as const
export type Language = (typeof LANGUAGES)[number]

export interface NoticeFacts {
  /** Of the subscription that it is about. */
  planName: string
  /** The instant it tells of; see the column notices.about_time. */
  aboutTime: Date | null
  /** IANA name: where the reader's days begin. */
  timeZone: string
  /** Of the course that it is about, where the reader does not see it beside the text; else empty. */
  courseTitle: string
  /** Of the course session that it is about, likewise. */
  sessionTitle: string
}

export interface NoticeText {
  /** One line. */
  title: string
  /** A sentence or two. */
  body: string
}

/** What is in the text already formatted. */
interface Words {
  plan: string
  time: string
  course: string
  session: string
}

const NOTICES: Record<Language, Record<NoticeType, (words: Words) => NoticeText>> = {
  en: {
    SUBSCRIPTION_STARTED: ({ plan }) => ({
      title: "Your subscription has begun",
      body: `You are subscribed to ${plan}. All published courses are open to you.`,
    }),
    SUBSCRIPTION_EXPIRING: ({ plan, time }) => ({
      title: "Your subscription ends soon",
      body: `${plan} ends on ${time} and is not renewed. To go on, turn renewal on.`,
    }),
    SUBSCRIPTION_RENEWED: ({ plan, time }) => ({
      title: "Your subscription is renewed",
      body: `${plan} is paid until ${time}.`,
    }),
    SUBSCRIPTION_RENEWAL_FAILED: ({ plan, time }) => ({
      title: "Your subscription could not be renewed",
      body: `The payment for ${plan} was declined. We try again; you keep access until ${time}. Please check your means of payment.`,
    }),
    SUBSCRIPTION_EXPIRED: ({ plan, time }) => ({
      title: "Your subscription has ended",
      body: `${plan} was paid until ${time} and has ended. You can subscribe again at any time.`,
    }),
    ENROLLMENT_CONFIRMED: ({ course }) => ({
      title: "You are enrolled",
      body: course === "" ? "The course is open to you." : `“${course}” is open to you.`,
    }),
    STREAM_BROKEN: ({ session }) => ({
      title: "A video does not play",
      body: `${session === "" ? "A video of yours" : `The video of “${session}”`} does not play. Its session shows what is wrong.`,
    }),
    STREAM_HEALTHY: ({ session }) => ({
      title: "A video plays again",
      body: `${session === "" ? "A video of yours" : `The video of “${session}”`} plays again.`,
    }),
  },
  ko: {
    SUBSCRIPTION_STARTED: ({ plan }) => ({
      title: "구독이 시작되었습니다",
      body: `${plan} 구독이 시작되었습니다. 공개된 모든 강의를 수강하실 수 있습니다.`,
    }),
    SUBSCRIPTION_EXPIRING: ({ plan, time }) => ({
      title: "구독이 곧 만료됩니다",
      body: `${plan} 구독이 ${time}에 만료되며 갱신되지 않습니다. 계속 이용하시려면 자동 갱신을 켜 주세요.`,
    }),
    SUBSCRIPTION_RENEWED: ({ plan, time }) => ({
      title: "구독이 갱신되었습니다",
      body: `${plan} 구독이 ${time}까지 결제되었습니다.`,
    }),
    SUBSCRIPTION_RENEWAL_FAILED: ({ plan, time }) => ({
      title: "구독을 갱신하지 못했습니다",
      body: `${plan} 구독의 결제가 거절되었습니다. 다시 시도하며, ${time}까지는 계속 이용하실 수 있습니다. 결제 수단을 확인해 주세요.`,
    }),
    SUBSCRIPTION_EXPIRED: ({ plan, time }) => ({
      title: "구독이 종료되었습니다",
      body: `${time}까지 결제된 ${plan} 구독이 종료되었습니다. 언제든지 다시 구독하실 수 있습니다.`,
    }),
    ENROLLMENT_CONFIRMED: ({ course }) => ({
      title: "수강 신청이 완료되었습니다",
      body: course === "" ? "이제 강의를 수강하실 수 있습니다." : `이제 ‘${course}’ 강의를 수강하실 수 있습니다.`,
    }),
    STREAM_BROKEN: ({ session }) => ({
      title: "영상이 재생되지 않습니다",
      body: `${session === "" ? "등록하신" : `‘${session}’`} 영상이 재생되지 않습니다. 원인은 해당 세션에서 확인하실 수 있습니다.`,
    }),
    STREAM_HEALTHY: ({ session }) => ({
      title: "영상이 다시 재생됩니다",
      body: `${session === "" ? "등록하신" : `‘${session}’`} 영상이 다시 정상적으로 재생됩니다.`,
    }),
  },
}

/** Around the text of a notice, in a mail. */
const MAIL: Record<
  Language,
  { greeting: (name: string) => string; footer: (origin: string, isMandatory: boolean) => string }
> = {
  en: {
    greeting: (name) => (name === "" ? "Hello," : `Hello ${name},`),
    footer: (origin, isMandatory) =>
      isMandatory
        ? `Lectern · ${origin}\nYou get this mail because it is about your payments and access.`
        : `Lectern · ${origin}\nYou can turn mails like this off in the notification settings of your account.`,
  },
  ko: {
    greeting: (name) => (name === "" ? "안녕하세요." : `${name}님, 안녕하세요.`),
    footer: (origin, isMandatory) =>
      isMandatory
        ? `Lectern · ${origin}\n결제와 이용 권한에 관한 메일이므로 수신 거부와 관계없이 발송됩니다.`
        : `Lectern · ${origin}\n이런 메일을 받지 않으시려면 계정의 알림 설정에서 끌 수 있습니다.`,
  },
}

export function noticeText(
  type: NoticeType,
  language: Language,
  { planName, aboutTime, timeZone, courseTitle, sessionTitle }: NoticeFacts,
): NoticeText {
  const time = aboutTime
    ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone }).format(aboutTime)
    : ""
  return NOTICES[language][type]({ plan: planName, time, course: courseTitle, session: sessionTitle })
}

/** Subject and plain text of the mail that brings a notice. */
export function noticeMail(
  { title, body }: NoticeText,
  language: Language,
  { displayName, origin, isMandatory }: { displayName: string; origin: string; isMandatory: boolean },
): { subject: string; text: string } {
  const { greeting, footer } = MAIL[language]
  return { subject: title, text: `${greeting(displayName)}\n\n${body}\n\n-- \n${footer(origin, isMandatory)}\n` }
}
