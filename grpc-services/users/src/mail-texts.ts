/** What the platform writes to people, in each language it speaks; the compiler asks for every text in every one. */
export const MAIL_LANGUAGES = ["en", "ko"] as const
export type MailLanguage = (typeof MAIL_LANGUAGES)[number]

interface MailText {
  subject: string
  text: string
}

/** No mail has a name in it: whoever signs up with another person's address would choose what they read. */
interface MailTexts {
  passwordReset(values: { link: string }): MailText
  /** `changedAt` is written out already. */
  passwordChanged(values: { changedAt: string; link: string }): MailText
}

export const mailTexts: Record<MailLanguage, MailTexts> = {
  en: {
    passwordReset: ({ link }) => ({
      subject: "Set a new password for Lectern",
      text: `Somebody, probably you, asked for a new password for the Lectern account with this address.

Choose one here within an hour:
${link}

The link works once. If you did not ask for it, there is nothing to do: your password stays as it is.
`,
    }),
    passwordChanged: ({ changedAt, link }) => ({
      subject: "Your Lectern password was changed",
      text: `The password of your Lectern account was changed on ${changedAt}. Other devices were signed out.

If that was not you, set a new password at once:
${link}
`,
    }),
  },
  ko: {
    passwordReset: ({ link }) => ({
      subject: "Lectern 비밀번호 재설정",
      text: `이 주소로 가입된 Lectern 계정의 비밀번호 재설정 요청을 받았습니다.

한 시간 안에 아래 링크에서 새 비밀번호를 정해 주세요.
${link}

링크는 한 번만 쓸 수 있습니다. 요청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다.
`,
    }),
    passwordChanged: ({ changedAt, link }) => ({
      subject: "Lectern 비밀번호가 변경되었습니다",
      text: `${changedAt}에 Lectern 계정의 비밀번호가 변경되었고, 다른 기기에서는 로그아웃되었습니다.

본인이 변경하지 않았다면 바로 새 비밀번호를 정해 주세요.
${link}
`,
    }),
  },
}

/** The language for a person's own; English where we don't speak it. */
export const mailLanguage = (locale: string): MailLanguage =>
  MAIL_LANGUAGES.find((language) => locale.split("-")[0]?.toLowerCase() === language) ?? "en"
