import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { parse } from "yaml"
import { required } from "@lectern/rpc/required"
import { until } from "@lectern/test-kit/until"
import { ROOT } from "./documents.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"
import { ask, type RawAnswer } from "./raw-http.ts"

interface Answer {
  $ref?: string
  headers?: Record<string, { $ref?: string; required?: boolean }>
  content?: Record<string, { schema?: object; example?: unknown; examples?: Record<string, { value: unknown }> }>
}
interface Operation {
  requestBody?: Answer
  responses: Record<string, Answer>
}
interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, Answer> }
}

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
/** What any request may be answered, which the document says once. */
const ANYWHERE = new Set([400, 404, 405, 408, 415, 431, 500])
const read = () => parse(readFileSync(join(ROOT, "docs/api/rest.yaml"), "utf8")) as Description
const description = read()
const operations = new Map<string, Operation>(
  Object.entries(description.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [[`${method.toUpperCase()} ${path}`, item[method]] as const] : [])),
  ),
)

function resolved<T extends { $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value
  const target = value.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], description)
  return required(target as T)
}

// In an answer, a property that the document does not know is a mistake of the document; for clients it is none.
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const closed = JSON.parse(JSON.stringify(description), (_key, value: unknown) =>
  value !== null && typeof value === "object" && "properties" in value && "type" in value
    ? { ...value, additionalProperties: false }
    : value,
) as Description
ajv.addSchema({ ...closed, $id: "https://lectern.example/rest" })
const compiled = new Map<object, ValidateFunction>()
function assertFits(schema: object, value: unknown, what: string): void {
  const text = JSON.stringify(schema).replaceAll('"#/', '"https://lectern.example/rest#/')
  const validate = compiled.get(schema) ?? ajv.compile(JSON.parse(text) as object)
  compiled.set(schema, validate)
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`)
}

/** That an answer is one that the document has for the operation: status, headers, media type and body. */
function assertDocumented(name: string, answer: RawAnswer): void {
  const what = `${name}: ${answer.status} ${answer.text.slice(0, 300)}`
  const { responses } = required(operations.get(name))
  const found = responses[answer.status] ?? responses.default
  const mediaType = answer.headers["content-type"]?.toString().split(";")[0] ?? ""
  if (!found) {
    assert.ok(ANYWHERE.has(answer.status), what)
    return assertFits(required(description.components.schemas.Problem), JSON.parse(answer.text), what)
  }
  const { headers = {}, content = {} } = resolved(found)
  for (const [header, about] of Object.entries(headers))
    if (resolved(about).required) assert.ok(answer.headers[header] !== undefined, `${what}: no ${header}`)
  if (Object.keys(content).length === 0) return assert.equal(answer.text, "", what)
  const documented = content[mediaType] ?? content["*/*"]
  assert.ok(documented, `${what}: ${mediaType}`)
  if (!documented.schema || name.startsWith("HEAD ")) return
  assertFits(documented.schema, mediaType.endsWith("json") ? JSON.parse(answer.text) : answer.text, what)
}

describe("docs/api/rest.yaml", () => {
  it("is a document of OpenAPI 3.1", async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(read() as unknown as Record<string, unknown>)
    assert.deepEqual([valid, validator.version, errors], [true, "3.1", undefined])
  })

  it("has examples that fit their schemas", () => {
    let count = 0
    for (const [name, { requestBody, responses }] of operations)
      for (const part of [...(requestBody ? [requestBody] : []), ...Object.values(responses).map(resolved)])
        for (const { schema, examples = {} } of Object.values(part.content ?? {}))
          for (const { value } of Object.values(examples)) {
            assertFits(required(schema), value, `${name}: an example`)
            count++
          }
    assert.ok(count > 10)
  })
})

describe("what docs/api/rest.yaml says, on a platform", () => {
  let platform: Platform
  let requests: Record<string, () => Promise<RawAnswer>>
  let refusals: [name: string, status: number, () => Promise<RawAnswer>][]
  let paths: string[]
  const json = { "content-type": "application/json" }
  const tus = { "tus-resumable": "1.0.0" }
  const bytes = { ...tus, "content-type": "application/offset+octet-stream" }
  const login = { ...demo.learner, tokenIn: "body" }

  /** A path and what a request to it adds. */
  const send = (target: string, options: Parameters<typeof ask>[2] = {}) =>
    ask(platform.origin, target.replace(platform.origin, ""), options)
  const post = (path: string, body: object, headers = {}) =>
    send(path, { method: "POST", headers: { ...json, ...headers }, body: JSON.stringify(body) })
  const tokens = async () => JSON.parse((await post("/auth/login", login)).text) as { refreshToken: string }

  before(async () => {
    platform = await startPlatform("one process")
    const teacher = await platform.signIn(demo.instructor)
    const graph = async <T>(query: string, variables: object = {}) => {
      const { data, errors } = await platform.graphql<T>(query, variables, teacher)
      assert.equal(errors, undefined)
      return data
    }
    const { me } = await graph<{ me: { taughtCourses: { edges: { node: { sessions: { id: string }[] } }[] } } }>(
      "{ me { taughtCourses(first: 1) { edges { node { sessions { id } } } } } }",
    )
    const sessionId = required(me.taughtCourses.edges[0]?.node.sessions[0]).id
    const begin = async (text: string, over: object) => {
      const { beginUpload } = await graph<{ beginUpload: { uploadUrl: string } }>(
        "mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { ... on BeginUploadSuccess { uploadUrl } } }",
        {
          input: {
            sessionId,
            type: "OTHER",
            mediaType: "text/plain",
            fileName: `${randomUUID()}.txt`,
            byteSize: text.length,
            idempotencyKey: randomUUID(),
            ...over,
          },
        },
      )
      return required(beginUpload.uploadUrl)
    }
    const patch = (url: string, body: string, headers: Record<string, string> = {}) =>
      send(url, { method: "PATCH", headers: { ...bytes, "upload-offset": "0", ...headers }, body })
    const text = "What a learner may keep.\n"
    const vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\nSalut\n"
    for (const [content, over] of [
      [text, {}],
      [vtt, { type: "CAPTION", mediaType: "text/vtt", fileName: "salut.vtt", language: "fr" }],
    ] as const)
      assert.equal((await patch(await begin(content, over), content)).status, 204)
    const found = await until(
      async () => {
        const { courseSession } = await graph<{
          courseSession: {
            files: { downloadUrl: string | null }[]
            stream: { hlsUrl: string; posterUrl: string; captions: { url: string; language: string }[] }
          }
        }>(
          `query ($id: ID!) { courseSession(id: $id) { files(type: OTHER) { downloadUrl }
            stream { ... on StreamGrant { hlsUrl posterUrl captions { url language } } } } }`,
          { id: sessionId },
        )
        const { files, stream } = courseSession
        const caption = stream.captions.find(({ language }) => language === "fr")?.url
        const download = files.find(({ downloadUrl }) => downloadUrl)?.downloadUrl
        return caption && download ? { ...stream, caption, download } : undefined
      },
      { description: "the uploaded files to be ready", timeoutMs: 20_000 },
    )

    const files: Record<string, string> = {
      "/files/hls/{sessionId}/{path}": found.hlsUrl,
      "/files/captions/{fileId}.vtt": found.caption,
      "/files/captions/{fileId}.m3u8": found.caption.replace(".vtt", ".m3u8"),
      "/files/posters/{fileId}.jpg": found.posterUrl,
      "/files/downloads/{fileId}/{fileName}": found.download,
    }
    const [open, given, overridden] = [await begin(text, {}), await begin(text, {}), await begin(text, {})]
    const upload = "/files/uploads/{token}"
    paths = [...Object.values(files), open]
    const pages = Object.keys(description.paths).filter((path) => !/^\/(auth|files)\//.test(path))
    const readable = Object.entries({
      ...files,
      ...Object.fromEntries(pages.map((path) => [path, path])),
      "/auth/.well-known/jwks.json": "/auth/.well-known/jwks.json",
    })
    requests = {
      ...Object.fromEntries(readable.map(([path, target]) => [`GET ${path}`, () => send(target)])),
      ...Object.fromEntries(readable.map(([path, target]) => [`HEAD ${path}`, () => send(target, { method: "HEAD" })])),
      "POST /auth/login": () => post("/auth/login", login),
      // A challenge of nobody's is all that can be had without an authenticator; e2e/src/auth-sessions.test.ts has one.
      "POST /auth/second-factor": () => post("/auth/second-factor", { challenge: "x", code: "123456" }),
      "POST /auth/refresh": async () => post("/auth/refresh", { refreshToken: (await tokens()).refreshToken }),
      "POST /auth/logout": async () => post("/auth/logout", { refreshToken: (await tokens()).refreshToken }),
      [`OPTIONS ${upload}`]: () => send(open, { method: "OPTIONS" }),
      [`HEAD ${upload}`]: () => send(open, { method: "HEAD", headers: tus }),
      [`PATCH ${upload}`]: () => patch(open, text.slice(0, 5)),
      [`DELETE ${upload}`]: () => send(given, { method: "DELETE", headers: tus }),
      [`POST ${upload}`]: () =>
        send(overridden, { method: "POST", headers: { ...tus, "x-http-method-override": "DELETE" } }),
    }
    const hls = "GET /files/hls/{sessionId}/{path}"
    const range = (value: string, more = {}) => send(found.download, { headers: { range: value, ...more } })
    const download = "GET /files/downloads/{fileId}/{fileName}"
    refusals = [
      ["POST /auth/login", 200, () => post("/auth/login", demo.learner)],
      ["POST /auth/login", 400, () => post("/auth/login", { email: 1 })],
      ["POST /auth/login", 401, () => post("/auth/login", { ...login, password: "wrong" })],
      ["POST /auth/login", 403, () => post("/auth/login", login, { "sec-fetch-site": "cross-site" })],
      ["POST /auth/login", 413, () => post("/auth/login", { ...login, email: "x".repeat(10_000) })],
      ["POST /auth/login", 415, () => post("/auth/login", login, { "content-type": "text/plain" })],
      ["POST /auth/second-factor", 400, () => post("/auth/second-factor", {})],
      ["POST /auth/refresh", 401, () => post("/auth/refresh", {})],
      ["POST /auth/logout", 204, () => send("/auth/logout", { method: "POST" })],
      ["POST /auth/logout", 401, () => post("/auth/logout", {}, { authorization: "Bearer x" })],
      [hls, 400, () => send(found.hlsUrl.replace("master", "%ff"))],
      [hls, 403, () => send(found.hlsUrl.replace(/\?.*/, ""))],
      [hls, 403, () => send(found.hlsUrl.replace(/.$/, "!"))],
      [hls, 404, () => send(found.hlsUrl.replace("master", "nothing"))],
      [download, 206, () => range("bytes=0-4")],
      [download, 206, () => range("bytes=0-0,20-20")],
      [download, 412, () => range("bytes=0-4", { "if-match": '"x"' })],
      [download, 416, () => range("bytes=4000-")],
      [download, 304, () => send(found.download, { headers: { "if-none-match": "*" } })],
      ["GET /", 304, async () => send("/", { headers: { "if-none-match": String((await send("/")).headers.etag) } })],
      [`HEAD ${upload}`, 404, () => send("/files/uploads/x", { method: "HEAD", headers: tus })],
      [`HEAD ${upload}`, 410, () => send(given, { method: "HEAD", headers: tus })],
      [`HEAD ${upload}`, 412, () => send(open, { method: "HEAD" })],
      [`PATCH ${upload}`, 400, () => patch(open, text, { "upload-offset": "x" })],
      [`PATCH ${upload}`, 409, () => patch(open, text, { "upload-offset": "7" })],
      [`PATCH ${upload}`, 413, () => patch(open, text, { "upload-offset": "5" })],
      [`PATCH ${upload}`, 415, () => patch(open, text, { "content-type": "text/plain" })],
      [`PATCH ${upload}`, 460, () => patch(open, "x", { "upload-offset": "5", "upload-checksum": "sha1 AAAA" })],
      [`POST ${upload}`, 405, () => send(open, { method: "POST", headers: tus })],
    ]
  })
  after(() => platform?.stop())

  it("is how each operation answers", async () => {
    assert.deepEqual(Object.keys(requests).toSorted(), [...operations.keys()].toSorted())
    for (const [name, request] of Object.entries(requests)) {
      const answer = await request()
      assert.ok(answer.status < 300 || name === "POST /auth/second-factor", `${name}: ${answer.status} ${answer.text}`)
      assertDocumented(name, answer)
    }
  })

  it("is how they refuse, and answer in part", async () => {
    for (const [name, status, request] of refusals) {
      const answer = await request()
      assert.equal(answer.status, status, `${name}: ${answer.text}`)
      assertDocumented(name, answer)
      // What any request may be answered need not be said again.
      if (!ANYWHERE.has(status)) assert.ok(required(operations.get(name)).responses[status], `${name}: ${status}`)
    }
  })

  it("leaves out no method of a file", async () => {
    for (const [index, path] of paths.entries())
      for (const method of ["PUT", "PATCH", "DELETE", "POST"]) {
        const isUpload = index === paths.length - 1
        if (isUpload && method !== "PUT") continue
        assert.equal((await send(path, { method })).status, 405, `${method} ${path.split("?")[0]}`)
      }
  })
})
