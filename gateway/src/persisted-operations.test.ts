import assert from "node:assert/strict"
import { hash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, describe, it } from "node:test"
import { persistedOperations } from "./persisted-operations.ts"

const QUERY = "{ courses { totalCount } }"
const sha256 = (text: string) => hash("sha256", text, "hex")
const named = (id: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash: id } })
const refusal = (code: string) => ({ extensions: { code } })

const folder = mkdtempSync(join(tmpdir(), "lectern-operations-"))
after(() => rmSync(folder, { recursive: true }))
const listFile = join(folder, "list.json")
const write = (operations: unknown, over: object = {}) =>
  writeFileSync(
    listFile,
    JSON.stringify({ format: "apollo-persisted-query-manifest", version: 1, operations, ...over }),
  )

describe("an operation that is sent by its hash", () => {
  it("is run once it was registered with a valid text, and is asked for until then", () => {
    const operations = persistedOperations({ listFile: undefined, only: false })
    const extensions = named(sha256(QUERY))
    assert.throws(() => operations.resolve("", extensions), refusal("PERSISTED_QUERY_NOT_FOUND"))
    assert.equal(operations.resolve(QUERY, extensions), QUERY)
    assert.throws(() => operations.resolve("", extensions), refusal("PERSISTED_QUERY_NOT_FOUND"))
    operations.keep(QUERY, extensions)
    assert.equal(operations.resolve("", extensions), QUERY)
  })

  it("is refused where the text is another, or what names it has no sense", () => {
    const operations = persistedOperations({ listFile: undefined, only: false })
    for (const extensions of [
      named(sha256("{ me }")),
      named("x"),
      named(1),
      named(sha256(QUERY), 2),
      { persistedQuery: null },
      { persistedQuery: "x" },
    ])
      assert.throws(() => operations.resolve(QUERY, extensions), refusal("BAD_USER_INPUT"), JSON.stringify(extensions))
    for (const extensions of [undefined, null, {}, { other: 1 }]) {
      assert.equal(operations.resolve(QUERY, extensions), QUERY)
      assert.equal(operations.resolve("", extensions), "")
      operations.keep(QUERY, extensions)
    }
  })

  it("drives out others when there are too many, and never more memory", () => {
    const operations = persistedOperations({ listFile: undefined, only: false })
    const texts = Array.from({ length: 5 }, (_, i) => `{ a${i}: x }${" ".repeat(1024 * 1024)}`)
    for (const text of texts) operations.keep(text, named(sha256(text)))
    assert.throws(() => operations.resolve("", named(sha256(texts[0] ?? ""))), refusal("PERSISTED_QUERY_NOT_FOUND"))
    assert.equal(operations.resolve("", named(sha256(texts[4] ?? ""))), texts[4])
  })
})

describe("a list of operations", () => {
  const LISTED = [
    { id: sha256(QUERY), name: "Count", type: "query", body: QUERY },
    { id: "home/1", name: "Home", type: "query", body: "query Home { me { id } }" },
  ]

  it("is known from the start, by ids of any kind, beside what others send", () => {
    write(LISTED)
    const operations = persistedOperations({ listFile, only: false })
    assert.deepEqual(operations.listed, [QUERY, "query Home { me { id } }"])
    assert.equal(operations.resolve("", named("home/1")), "query Home { me { id } }")
    assert.equal(operations.resolve("query Home { me { id } }", named("home/1")), "query Home { me { id } }")
    assert.equal(operations.resolve("{ other }", undefined), "{ other }")
  })

  it("is all that is run where nothing else is to be, by id and by text, and nothing is registered", () => {
    write(LISTED)
    const operations = persistedOperations({ listFile, only: true })
    assert.equal(operations.resolve("", named("home/1")), "query Home { me { id } }")
    assert.equal(operations.resolve(QUERY, undefined), QUERY)
    assert.throws(() => operations.resolve("{ other }", undefined), refusal("FORBIDDEN"))
    const extensions = named(sha256("{ other }"))
    assert.throws(() => operations.resolve("{ other }", extensions), refusal("FORBIDDEN"))
    operations.keep("{ other }", extensions)
    assert.throws(() => operations.resolve("", extensions), refusal("PERSISTED_QUERY_NOT_FOUND"))
    assert.throws(() => persistedOperations({ listFile: undefined, only: true }), /needs PERSISTED_OPERATIONS/)
  })

  it("says in one line what is wrong with it", () => {
    for (const [make, says] of [
      [() => rmSync(listFile), /list\.json can't be read: ENOENT/],
      [() => writeFileSync(listFile, "{"), /list\.json is not JSON/],
      [() => write([]), /list\.json: operations: /],
      [() => write([{ id: "1" }]), /list\.json: operations\.0\.body: /],
      [() => write(LISTED, { version: 2 }), /list\.json: version: /],
      [() => write(LISTED, { format: "relay" }), /list\.json: format: /],
    ] as const) {
      make()
      assert.throws(
        () => persistedOperations({ listFile, only: false }),
        (error: Error) => says.test(error.message) && !error.message.includes("\n") && error.name === "StartError",
      )
    }
  })
})
