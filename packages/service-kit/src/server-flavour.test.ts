import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { flavourOf, forServer } from "./server-flavour.ts"

describe("a statement for a server", () => {
  const claim = "select `id` from `outbox` for update skip locked"

  it("skips what others have locked, but waits on TiDB, which would lock nothing", () => {
    assert.equal(forServer("mysql", claim), claim)
    assert.equal(forServer("mariadb", claim), claim)
    assert.equal(forServer("tidb", claim), "select `id` from `outbox` for update")
  })

  it("is limited in the server's own way, and only where that has one", () => {
    assert.equal(forServer("mariadb", "delete from t", 250), "SET STATEMENT max_statement_time=0.250 FOR delete from t")
    assert.equal(forServer("mysql", "select 1", 250), "select /*+ MAX_EXECUTION_TIME(250) */ 1")
    assert.equal(forServer("mysql", "delete from t", 250), "delete from t")
  })

  it("knows a server by what it says of itself", () => {
    assert.deepEqual(["10.11.14-MariaDB-0+deb12u2", "8.4.6", "8.0.11-TiDB-v8.5.3"].map(flavourOf), [
      "mariadb",
      "mysql",
      "tidb",
    ])
  })
})
