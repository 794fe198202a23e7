import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { FastifyInstance } from "fastify"

/** An account to try the platform with; only the demo has any. */
export interface DemoAccount {
  role: string
  email: string
  password: string
}

const require = createRequire(import.meta.url)
const own = (name: string) => readFileSync(new URL(`../pages/${name}`, import.meta.url))
/** A file of a package, also where its `exports` do not name it. */
const packaged = (name: string, file: string) =>
  readFileSync(join(dirname(require.resolve(`${name}/package.json`)), file))

// Everything comes from here, so the pages work without a network.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/**
 * `/` says what is where; `/reset-password` is where the link in a mail leads; `/graphiql` is GraphiQL, served from here
 * alone.
 */
export async function pages(
  app: FastifyInstance,
  { graphiql, demoAccounts }: { graphiql: boolean; demoAccounts: readonly DemoAccount[] },
): Promise<void> {
  const serve = (path: string, type: string, bytes: Buffer | string) => {
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 16)}"`
    app.get(path, async (request, reply) => {
      reply.header("etag", etag).header("cache-control", "no-cache").header("content-security-policy", POLICY)
      if (request.headers["if-none-match"] === etag) return reply.code(304).send()
      return reply.type(type).send(bytes)
    })
  }
  serve(
    "/",
    "text/html; charset=utf-8",
    own("index.html")
      .toString()
      .replace("<!-- graphiql -->", graphiql ? GRAPHIQL_LINK : ""),
  )
  serve("/pages/page.css", "text/css", own("page.css"))
  serve("/reset-password", "text/html; charset=utf-8", own("reset-password.html"))
  serve("/pages/reset-password.js", "text/javascript", own("reset-password.js"))
  if (!graphiql) return
  serve("/graphiql", "text/html; charset=utf-8", own("graphiql.html"))
  serve("/pages/graphiql-page.js", "text/javascript", own("graphiql-page.js"))
  const examples = readdirSync(new URL("../pages/examples/", import.meta.url)).sort()
  const texts = examples.map((name) => own(`examples/${name}`).toString())
  serve("/pages/examples.json", "application/json", JSON.stringify(texts))
  serve("/pages/demo-accounts.json", "application/json", JSON.stringify(demoAccounts))
  serve("/pages/graphiql.js", "text/javascript", packaged("graphiql", "graphiql.min.js"))
  serve("/pages/graphiql.css", "text/css", packaged("graphiql", "graphiql.min.css"))
  serve("/pages/react.js", "text/javascript", packaged("react", "umd/react.production.min.js"))
  serve("/pages/react-dom.js", "text/javascript", packaged("react-dom", "umd/react-dom.production.min.js"))
}

const GRAPHIQL_LINK = `<li><a href="/graphiql">/graphiql</a> a page to try the graph: documentation, completion, examples</li>`
