import { createServer } from "node:http"
import { startMailCatcher, type CaughtMail } from "@lectern/mail/mail-catcher"
import type { Stoppable } from "@lectern/runtime/lifecycle"

/**
 * Catches the mail of a platform that has no mail server: `http://localhost:PORT/` shows it, newest first, and
 * `/mails.json` gives it to programs. Loopback only, since there are passwords' reset links in it.
 */
export async function startMailPage(port: number): Promise<Stoppable & { smtpUrl: string }> {
  const catcher = await startMailCatcher()
  const server = createServer((request, response) => {
    const newestFirst = catcher.mails.toReversed()
    response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
    response.setHeader("cache-control", "no-store")
    // Other sites must not read it by way of a name that leads here (DNS rebinding).
    const host = (request.headers.host ?? "").replace(/:\d+$/, "")
    if (!["localhost", "127.0.0.1"].includes(host)) response.writeHead(403).end("localhost only\n")
    else if (request.method !== "GET") response.writeHead(405, { allow: "GET" }).end()
    else if (request.url === "/mails.json")
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(newestFirst))
    else if (request.url === "/")
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(newestFirst))
    else response.writeHead(404).end("there is nothing here\n")
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  return {
    smtpUrl: catcher.url,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await catcher.stop()
    },
  }
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "")
const linked = (html: string): string =>
  html.replace(/https?:\/\/[^\s<&]+(?:&amp;[^\s<&]+)*/g, (url) => `<a href="${url}">${url}</a>`)

const page = (mails: readonly CaughtMail[]): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Mails (${mails.length}) · Lectern</title>
    <style>
      body { max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; font: 16px/1.6 system-ui, sans-serif; color: #1b2430; }
      article { border: 1px solid #d5dae1; border-radius: 6px; padding: 0 1rem; margin: 1rem 0; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
      small { color: #556; }
    </style>
  </head>
  <body>
    <h1>Mails</h1>
    <p>What this platform would have sent: nothing leaves this machine. Newest first; <a href="/mails.json">as JSON</a>.</p>
    ${mails.length === 0 ? "<p>None yet.</p>" : mails.map(article).join("\n")}
  </body>
</html>
`

const article = ({ from, to, subject, text, language, caughtAt }: CaughtMail): string => `<article>
      <h2 lang="${escaped(language)}">${escaped(subject)}</h2>
      <small>${escaped(from)} → ${escaped(to.join(", "))} · <time>${caughtAt.toISOString()}</time></small>
      <pre lang="${escaped(language)}">${linked(escaped(text))}</pre>
    </article>`
