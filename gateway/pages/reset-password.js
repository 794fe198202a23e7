// Sets a new password with the token that the mail's link has behind its #; without one, asks for such a mail.

const TEXTS = {
  en: {
    title: "Set a new password",
    emailLabel: "E-mail address of your account",
    requestButton: "Send me a link",
    requested: "If this address has an account, a mail with a link is on its way. The link works for an hour.",
    passwordLabel: "New password",
    rule: "10 to 128 characters.",
    resetButton: "Set the password",
    done: "The new password holds, and you were signed out everywhere. You can sign in with it now.",
    tokenInvalid: "This link does not hold any more. Ask for a new one here.",
    length: "10 to 128 characters are expected.",
    common: "This password is one of the most used: choose another.",
    failed: "That did not work. Try again in a moment.",
  },
  ko: {
    title: "새 비밀번호 설정",
    emailLabel: "가입한 이메일 주소",
    requestButton: "링크 받기",
    requested: "가입된 주소라면 링크가 담긴 메일을 곧 받으실 수 있습니다. 링크는 한 시간 동안 유효합니다.",
    passwordLabel: "새 비밀번호",
    rule: "10자 이상 128자 이하",
    resetButton: "비밀번호 설정",
    done: "새 비밀번호로 바뀌었고 모든 기기에서 로그아웃되었습니다. 이제 새 비밀번호로 로그인할 수 있습니다.",
    tokenInvalid: "더 이상 사용할 수 없는 링크입니다. 여기에서 새 링크를 요청해 주세요.",
    length: "10자 이상 128자 이하로 입력해 주세요.",
    common: "너무 흔한 비밀번호입니다. 다른 비밀번호를 정해 주세요.",
    failed: "처리하지 못했습니다. 잠시 후 다시 시도해 주세요.",
  },
}
const language = navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en"
const texts = TEXTS[language]
const byId = (id) => document.getElementById(id)
const say = (text) => (byId("state").textContent = text)

document.documentElement.lang = language
document.title = `${texts.title} · Lectern`
for (const [id, text] of Object.entries({
  title: texts.title,
  "email-label": texts.emailLabel,
  "request-button": texts.requestButton,
  "new-password-label": texts.passwordLabel,
  rule: texts.rule,
  "reset-button": texts.resetButton,
}))
  byId(id).textContent = text

const show = (form) => {
  for (const id of ["request", "reset"]) byId(id).hidden = id !== form
}
let token = ""
function begin() {
  token = new URLSearchParams(location.hash.slice(1)).get("token") ?? ""
  // So that it is neither in the history nor seen over a shoulder.
  history.replaceState(null, "", location.pathname)
  show(token ? "reset" : "request")
  say("")
}
begin()
// Another link that is opened where the page is open already.
addEventListener("hashchange", begin)

/** The value of the mutation's one field; undefined when it could not be had. */
async function mutate(query, variables) {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
      },
      body: JSON.stringify({ query, variables }),
    })
    const { data } = await response.json()
    return Object.values(data ?? {})[0] ?? undefined
  } catch {
    return undefined
  }
}

/** One submission at a time. */
const onSubmit = (form, work) =>
  byId(form).addEventListener("submit", async (event) => {
    event.preventDefault()
    const button = byId(`${form}-button`)
    button.disabled = true
    say("")
    await work()
    button.disabled = false
  })

onSubmit("request", async () => {
  const requested = await mutate(
    "mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) { acceptedAt } }",
    { email: byId("email").value },
  )
  say(requested ? texts.requested : texts.failed)
})

onSubmit("reset", async () => {
  const result = await mutate(
    `mutation ($input: ResetPasswordInput!) {
      resetPassword(input: $input) { __typename ... on ValidationError { fields { rule } } }
    }`,
    { input: { token, newPassword: byId("new-password").value } },
  )
  if (result?.__typename === "PasswordChangedSuccess") {
    show("none")
    say(texts.done)
  } else if (result?.__typename === "TokenInvalidError") {
    show("request")
    say(texts.tokenInvalid)
  } else say(texts[result?.fields?.[0]?.rule] ?? texts.failed)
})
