/** What kind of server a service's database is on; they differ in little that matters here. */
export type ServerFlavour = "mariadb" | "mysql" | "tidb"

/** By what `SELECT VERSION()` says. */
export const flavourOf = (version: string): ServerFlavour =>
  /mariadb/i.test(version) ? "mariadb" : /tidb/i.test(version) ? "tidb" : "mysql"

/**
 * A statement as the server takes it, with its own limit of `remainingMs` where there is one, so that it ends even when
 * this process has died.
 */
export function forServer(flavour: ServerFlavour, sql: string, remainingMs?: number): string {
  // TiDB takes SKIP LOCKED and then locks nothing at all (https://github.com/pingcap/tidb/issues/69720): two replicas would
  // claim the same rows. Without it they wait for each other.
  const text = flavour === "tidb" ? sql.replace(/ skip locked\b/gi, "") : sql
  if (remainingMs === undefined) return text
  if (flavour === "mariadb") return `SET STATEMENT max_statement_time=${(remainingMs / 1000).toFixed(3)} FOR ${text}`
  return text.replace(/^select\b/i, `select /*+ MAX_EXECUTION_TIME(${remainingMs}) */`)
}
