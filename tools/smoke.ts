// `npm run smoke [-- ORIGIN]`: whether a platform with the demo courses works from outside: the catalogue through the
// graph, signing in, a stream and its first bytes; and that what is inside stays there.
import assert from "node:assert/strict"
import { until } from "@lectern/test-kit/until"
import { demoAccounts } from "../platform/src/demo-data.ts"

const origin = process.argv[2] ?? "http://localhost:4000"

async function post(path: string, body: object, token?: string): Promise<unknown> {
  const answer = await fetch(new URL(path, origin), {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  assert.equal(answer.status, 200, `${path}: ${text}`)
  return JSON.parse(text)
}

const query = "{ courses(first: 20) { totalCount edges { node { title sessions { id isPreview } } } } }"
// What has just started is slow at first, and queries have little time.
const { data } = (await until(() => post("/graphql", { query }), {
  timeoutMs: 60_000,
  description: "the catalogue",
})) as {
  data: { courses: { totalCount: number; edges: { node: { sessions: { id: string; isPreview: boolean }[] } }[] } }
}
assert.ok(data.courses.totalCount >= 12, `${data.courses.totalCount} courses`)
const session = data.courses.edges.flatMap(({ node }) => node.sessions).find(({ isPreview }) => isPreview)
assert.ok(session, "no course has a session to preview")

const learner = demoAccounts.find(({ role }) => role === "learner")
const { accessToken } = (await post("/auth/login", {
  email: learner?.email,
  password: learner?.password,
  tokenIn: "body",
})) as { accessToken: string }
const streamed = (await post(
  "/graphql",
  { query: `{ courseSession(id: "${session.id}") { stream { ... on StreamGrant { hlsUrl } } } }` },
  accessToken,
)) as { data: { courseSession: { stream: { hlsUrl: string } } } }
// The address is the public one; here it is asked for where the platform is.
const { pathname, search } = new URL(streamed.data.courseSession.stream.hlsUrl)
const master = await (await fetch(new URL(`${pathname}${search}`, origin))).text()
assert.match(master, /^#EXTM3U/)
const mediaPlaylist = master.split("\n").find((line) => line !== "" && !line.startsWith("#"))
const media = await fetch(new URL(mediaPlaylist ?? "", new URL(`${pathname}${search}`, origin)))
assert.match(await media.text(), /#EXTINF/)

for (const path of ["/metrics", "/eureka/apps", "/elearning.users.v1.UsersService/ListUsers"])
  assert.equal((await fetch(new URL(path, origin))).status, 404, path)
process.stdout.write(
  `${origin} works: ${data.courses.totalCount} courses, a stream, and nothing that is not for the public\n`,
)
