import HlsJs from "hls.js"
import { attachPlayer, type PlayerState } from "@lectern/player/player"

const LECTURES = `query Lectures {
  me { enrollments(first: 20) { edges { node { course { title sessions { id title } } } } } }
}`
const STREAM = `query Stream($id: ID!) {
  courseSession(id: $id) { stream { __typename ... on StreamGrant { hlsUrl } ... on UserError { message } } }
}`

interface Account {
  origin: string
  userId: string
  accessToken: string
  refreshToken: string
}
interface Lectures {
  me: { enrollments: { edges: { node: { course: { title: string; sessions: { id: string; title: string }[] } } }[] } }
}
interface Stream {
  courseSession: { stream: { hlsUrl?: string; message?: string } }
}

const find = <T extends Element>(selector: string): T => document.querySelector(selector) as T
const form = find<HTMLFormElement>("#sign-in")
const lecture = find<HTMLElement>("#lecture")
const choice = find<HTMLSelectElement>("select")
const video = find<HTMLVideoElement>("video")
const watched = find<HTMLProgressElement>("progress")
const say = (text: string) => {
  find("#status").textContent = text
}

find<HTMLInputElement>("[name=origin]").value = new URLSearchParams(location.search).get("platform") ?? ""

async function post<T>(url: string, body: object, accessToken?: string): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as T & { detail?: string }
  if (!response.ok) throw new Error(answer.detail ?? `the platform answered with status ${response.status}`)
  return answer
}
const ask = async <T>(account: Account, query: string, variables = {}): Promise<T> =>
  (await post<{ data: T }>(`${account.origin}/graphql`, { query, variables }, account.accessToken)).data

form.addEventListener("submit", async (event) => {
  event.preventDefault()
  try {
    const { origin, email, password } = Object.fromEntries(new FormData(form)) as Record<string, string>
    const tokens = await post<{ accessToken: string; refreshToken: string; user: { id: string } }>(
      `${origin}/auth/login`,
      { email, password, tokenIn: "body" },
    )
    const account = { ...tokens, origin: String(origin), userId: tokens.user.id }
    const { me } = await ask<Lectures>(account, LECTURES)
    for (const { node } of me.enrollments.edges)
      for (const { id, title } of node.course.sessions) choice.add(new Option(`${node.course.title}: ${title}`, id))
    form.hidden = true
    lecture.hidden = false
    await show(account)
    choice.addEventListener("change", () => void show(account).catch((error: Error) => say(error.message)))
  } catch (error) {
    say((error as Error).message)
  }
})

let player: ReturnType<typeof attachPlayer> | undefined
let hls: HlsJs | undefined

async function show(account: Account): Promise<void> {
  await player?.dispose()
  hls?.destroy()
  const { stream } = (await ask<Stream>(account, STREAM, { id: choice.value })).courseSession
  if (stream.hlsUrl === undefined) return say(stream.message ?? "there is no stream")
  hls = new HlsJs()
  hls.loadSource(stream.hlsUrl)
  hls.attachMedia(video)
  player = attachPlayer(video, {
    graphUrl: `${account.origin}/graphql`,
    userId: account.userId,
    sessionId: choice.value,
    deviceId: (localStorage.deviceId ??= crypto.randomUUID()) as string,
    getAccessToken: (rejected) => (rejected === undefined ? account.accessToken : refresh(account)),
    onProgress({ coverage }) {
      watched.value = coverage
    },
    onState: (state) => say(sentenceOf(state)),
  })
}

async function refresh(account: Account): Promise<string> {
  const { refreshToken } = account
  Object.assign(account, await post<object>(`${account.origin}/auth/refresh`, { refreshToken }))
  return account.accessToken
}

function sentenceOf(state: PlayerState): string {
  if (state.type === "sent") return "All that you watched is saved."
  if (state.type === "waiting")
    return `Not connected: what you watch is kept on this device (next try in ${Math.ceil(state.retryInMs / 1000)} s).`
  if (state.type === "refused") return `The platform does not take it: ${state.message}`
  if (state.type === "rejected") return `Not taken: ${state.events.map(({ message }) => message).join("; ")}`
  return "This browser stores nothing: keep the page open until all is saved."
}
