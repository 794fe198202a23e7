import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { pageSize, pageTokens, toPage } from "./paging.ts"

describe("a page token", () => {
  const tokens = pageTokens("a secret")
  it("gives back its keys for the list it was made for", () => {
    assert.deepEqual(tokens.decode("list", tokens.encode("list", ["가", 7])), ["가", 7])
    assert.equal(tokens.decode("list", ""), undefined)
  })
  it("is refused for another list, altered, made up or by another secret", () => {
    const token = tokens.encode("list", [1])
    for (const [list, wrong] of [
      ["other list", token],
      ["list", `A${token}`],
      ["list", `${token}A`],
      ["list", "WzFd."],
      ["list", "nonsense"],
      ["list", pageTokens("another").encode("list", [1])],
    ] as const)
      assert.throws(() => tokens.decode(list, wrong), { reason: "PAGE_TOKEN_INVALID" })
  })
})

describe("a page size", () => {
  it("is the standard for 0, coerced above the most, refused below 0", () => {
    assert.deepEqual(
      [0, 7, 1000].map((size) => pageSize(size, { standard: 20, most: 100 })),
      [20, 7, 100],
    )
    assert.throws(() => pageSize(-1, { standard: 20, most: 100 }), { reason: "PAGE_SIZE_INVALID" })
  })
})

describe("toPage", () => {
  it("has a next page only when there was one row too many", () => {
    assert.deepEqual(toPage([1, 2, 3], 2, String), { page: [1, 2], cursors: ["1", "2"], nextPageToken: "2" })
    assert.deepEqual(toPage([1, 2], 2, String), { page: [1, 2], cursors: ["1", "2"], nextPageToken: "" })
    assert.deepEqual(toPage([], 2, String), { page: [], cursors: [], nextPageToken: "" })
  })
})
