import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { until } from "@lectern/test-kit/until"
import { launchChromium } from "./chromium.ts"
import { serveHlsSite } from "./hls-site.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const chromium = await launchChromium()
const missing = "missing" in chromium ? `there is no Chromium here: ${chromium.missing}` : false
if (missing) process.stderr.write(`SKIPPED: the pages and the player in a browser. ${missing}\n`)

describe("in Chromium", { skip: missing }, () => {
  const browser = chromium as Browser
  let platform: Platform
  let allowed: Awaited<ReturnType<typeof serveHlsSite>>
  let foreign: Awaited<ReturnType<typeof serveHlsSite>>
  before(async () => {
    allowed = await serveHlsSite()
    foreign = await serveHlsSite()
    platform = await startPlatform("one process", { ALLOWED_ORIGINS: allowed.origin })
  })
  after(async () => {
    await browser.close()
    allowed.close()
    foreign.close()
    await platform?.stop()
  })

  /** A page in a profile of its own, with all it complains about and all that it asks of other machines. */
  const openPage = async (
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[]; abroad: string[] }> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    const abroad: string[] = []
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()))
    page.on("pageerror", (error) => complaints.push(error.message))
    page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
    context.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (!["data:", "blob:"].includes(protocol) && !["127.0.0.1", "localhost"].includes(hostname))
        abroad.push(request.url())
    })
    return { page, complaints, abroad }
  }

  it("the first page says what is where, and its links lead there", async () => {
    const { page, complaints, abroad } = await openPage()
    await page.goto(platform.origin)
    const links = await page.evaluate<string[]>("[...document.links].map(({ href }) => href)")
    for (const link of links) assert.equal((await fetch(link)).status, 200, link)
    assert.ok(links.includes(`${platform.origin}/graphiql`))
    assert.deepEqual([complaints, abroad], [[], []])
    await page.context().close()
  })

  it("the page of the mailed link sets a new password, in the browser's language, and keeps the token to itself", async () => {
    const person = { displayName: "Ada", email: `${randomUUID()}@example.org`, password: "correct horse battery" }
    await platform.graphql(`mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`, {
      input: person,
    })
    const { page, complaints, abroad } = await openPage({ locale: "ko-KR" })
    await page.goto(`${platform.origin}/reset-password`)
    await page.getByRole("heading", { name: "새 비밀번호 설정" }).waitFor()
    await page.getByLabel("가입한 이메일 주소").fill(person.email)
    await page.getByRole("button", { name: "링크 받기" }).click()
    await page.getByText("메일을 곧 받으실 수 있습니다").waitFor()
    const link = await until(
      async () => {
        const mails = (await (await fetch(platform.addresses.mails ?? "")).json()) as { to: string[]; text: string }[]
        return /http\S+#token=\S+/.exec(mails.find(({ to }) => to.includes(person.email))?.text ?? "")?.[0]
      },
      { timeoutMs: 15_000, description: "the mail" },
    )
    await page.context().close()

    const english = await openPage({ locale: "en-GB" })
    await english.page.goto(link)
    await english.page.getByRole("heading", { name: "Set a new password" }).waitFor()
    assert.equal(english.page.url(), `${platform.origin}/reset-password`)
    const set = async (password: string) => {
      await english.page.getByLabel("New password").fill(password)
      await english.page.getByRole("button", { name: "Set the password" }).click()
    }
    await set("password1234")
    await english.page.getByText("one of the most used").waitFor()
    await set("battery staple horse")
    await english.page.getByText("The new password holds").waitFor()
    assert.ok(await platform.signIn({ ...person, password: "battery staple horse" }))
    await english.page.goto(`${link}&again`)
    await set("yet another password")
    await english.page.getByText("does not hold any more").waitFor()
    await english.page.getByLabel("E-mail address of your account").waitFor()
    assert.deepEqual([...complaints, ...english.complaints, ...abroad, ...english.abroad], [])
    await english.page.context().close()
  })

  it("GraphiQL works without a network: examples, documentation, sign-in with a demo account, sign-out", async () => {
    const { page, complaints, abroad } = await openPage()
    await page.goto(`${platform.origin}/graphiql`)
    const answer = page.locator(".graphiql-response")
    /** Runs the example of the tab until it shows this: right after a change GraphiQL still asks for the last tab's operation. */
    const run = async (tab: string, expected: RegExp) => {
      await page.locator(".graphiql-tab").filter({ hasText: tab }).click()
      await until(
        async () => {
          const answered = page.waitForResponse(`${platform.origin}/graphql`)
          await page.locator(".graphiql-execute-button").click()
          await (await answered).finished()
          return expected.test(await answer.innerText())
        },
        { timeoutMs: 15_000, description: `${tab} to show ${expected}` },
      )
    }
    await run("Courses", /"totalCount": \d+/)
    assert.doesNotMatch(await answer.innerText(), /"errors"/)

    await page.getByRole("button", { name: "Show Documentation Explorer" }).click()
    await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Hide Documentation Explorer" }).click()

    await run("LearnerHome", /"UNAUTHENTICATED"/)
    await page.locator("#account").selectOption({ label: `learner (${demo.learner.email})` })
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByText(`signed in as ${demo.learner.email}`).waitFor()
    await run("LearnerHome", /"displayName": "김하늘"/)
    await run("Enrol", /"__typename": "\w+"/)

    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByText("not signed in").waitFor()
    await run("LearnerHome", /"UNAUTHENTICATED"/)
    // Chromium itself reports the status of what was refused.
    assert.deepEqual(
      complaints.filter((text) => !/status of 40[01]/.test(text)),
      [],
    )
    assert.deepEqual(abroad, [])
    await page.context().close()
  })

  describe("a player on another site", () => {
    interface State {
      seconds: number
      height: number
      error: string | null
      captions: { language: string; text: string }[]
      languages: string[]
    }
    const call = (page: Page, name: string, ...values: unknown[]) =>
      page.evaluate<unknown>(`${name}(${values.map((value) => JSON.stringify(value)).join(", ")})`)
    const post = (page: Page, path: string, body: unknown, token?: string) =>
      call(page, "postJson", `${platform.origin}${path}`, body, token) as Promise<{
        status: number
        body: Record<string, never>
      }>
    const STREAM = `{
      me { enrollments(first: 1) { edges { node { course { sessions { stream { ... on StreamGrant { hlsUrl } } } } } } } }
    }`
    /** Signs in from the page and asks the graph for a stream. */
    const grantedStream = async (page: Page): Promise<string> => {
      const signedIn = await post(page, "/auth/login", { ...demo.learner, tokenIn: "body" })
      assert.equal(signedIn.status, 200)
      const { body } = await post(page, "/graphql", { query: STREAM }, signedIn.body.accessToken)
      const { data } = body as unknown as {
        data: { me: { enrollments: { edges: { node: { course: { sessions: { stream: { hlsUrl: string } }[] } } }[] } } }
      }
      const hlsUrl = data.me.enrollments.edges[0]?.node.course.sessions[0]?.stream.hlsUrl
      assert.ok(hlsUrl)
      return hlsUrl
    }

    it("signs in, gets a stream and plays it: both renditions, captions in Korean and English", async () => {
      const { page, complaints, abroad } = await openPage()
      await page.goto(allowed.origin)
      assert.deepEqual(await call(page, "open", await grantedStream(page)), { levels: [240, 480] })
      await page.evaluate("video.play()")
      const state = () => call(page, "state") as Promise<State>
      for (const [level, height] of [240, 480].entries()) {
        await page.evaluate(`hls.currentLevel = ${level}`)
        await until(async () => (await state()).height === height, {
          timeoutMs: 20_000,
          description: `a picture of ${height} lines`,
        })
        const { seconds } = await state()
        await until(async () => (await state()).seconds > seconds + 0.5, {
          timeoutMs: 20_000,
          description: `the time to go on at ${height} lines`,
        })
      }
      const { languages, error } = await state()
      assert.deepEqual([[...languages].sort(), error], [["en", "ko"], null])
      for (const [track, language] of languages.entries()) {
        await page.evaluate(`hls.subtitleTrack = ${track}`)
        const shown = await until(
          async () => (await state()).captions.find((caption) => caption.language === language),
          {
            timeoutMs: 20_000,
            description: `captions in ${language}`,
          },
        )
        assert.match(shown.text, language === "ko" ? /[가-힣]/ : /[a-z]/i)
      }
      await page.evaluate("hls.destroy()")
      assert.deepEqual(abroad, [])
      // A switch of renditions ends the request for a segment that is no longer wanted.
      assert.deepEqual(
        complaints.filter((text) => !text.endsWith("net::ERR_ABORTED")),
        [],
      )
      await page.context().close()
    })

    it("is told clearly that a grant is missing", async () => {
      const { page } = await openPage()
      await page.goto(allowed.origin)
      const [address = ""] = (await grantedStream(page)).split("?")
      assert.deepEqual(await call(page, "open", address), {
        type: "networkError",
        details: "manifestLoadError",
        status: 403,
      })
      const problem = await page.evaluate<Record<string, unknown>>(
        `fetch(${JSON.stringify(address)}).then((response) => response.json())`,
      )
      assert.deepEqual([problem.status, problem.code, problem.reason], [403, "FORBIDDEN", "GRANT_MISSING"])
      await page.context().close()
    })

    it("gets nothing where its origin is not allowed", async () => {
      const signIns = async () => {
        const { data } = await platform.graphql<{ me: { loginHistory: { edges: { node: { userAgent: string } }[] } } }>(
          "{ me { loginHistory(first: 100) { edges { node { userAgent } } } } }",
          {},
          await platform.signIn(demo.learner),
        )
        return data.me.loginHistory.edges.filter(({ node }) => node.userAgent.includes("Chrome")).length
      }
      const before = await signIns()
      const { page } = await openPage()
      await page.goto(foreign.origin)
      for (const path of ["/auth/login", "/graphql"])
        await assert.rejects(post(page, path, { ...demo.learner, query: "{ __typename }" }), /Failed to fetch/, path)
      await assert.rejects(page.evaluate(`fetch("${platform.origin}/graphql?query={__typename}")`), /Failed to fetch/)
      // Not even blindly, as a form or an image would.
      const blind = `fetch("${platform.origin}/auth/login", { method: "POST", mode: "no-cors", body: ${JSON.stringify(JSON.stringify(demo.learner))} })`
      await page.evaluate(blind)
      assert.equal(await signIns(), before)
      await page.context().close()
    })
  })
})
