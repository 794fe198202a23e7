import { createHash } from "node:crypto"
import { sql, type QueryExecutorProvider, type Transaction } from "kysely"
import { ServiceError } from "@lectern/rpc/errors"
import { isId } from "./ids.ts"

/**
 * Runs `work` once per (scope, request id), inside the caller's transaction: a repeat gets the first answer and
 * `replayed: true`, another body under the same id is refused with REQUEST_ID_REUSED (AIP-155). A repeat that comes
 * while the first still runs waits for it. An empty id means that the client asked for no such thing. The table is
 * `idempotency` (see any service's first migration).
 *
 * `scope` names the RPC and, behind a space, whoever owns the id, so that ids of two people never meet. `request` is what must be equal.
 */
export async function once<DB, T extends object>(
  tx: Transaction<DB>,
  { scope, requestId, request, now }: { scope: string; requestId: string; request: unknown; now: Date },
  work: () => Promise<T>,
): Promise<{ reply: T; replayed: boolean }> {
  if (requestId === "") return { reply: await work(), replayed: false }
  if (!isId(requestId))
    throw new ServiceError("INVALID_ARGUMENT", "INVALID_ARGUMENT", `request_id: a UUID is expected`, {
      violations: [{ field: "request_id", rule: "uuid", message: "a UUID is expected" }],
    })
  const sha256 = digestOf(request)
  const inserted = await sql`
    insert ignore into idempotency (scope, request_id, request_sha256, created_at)
    values (${scope}, ${requestId.toLowerCase()}, ${sha256}, ${now})`.execute(tx)
  if (inserted.numAffectedRows === 0n) {
    const reply = await earlierReply<T>(tx, { scope, requestId, request })
    if (!reply) throw new Error("an idempotency key that was taken a moment ago is gone")
    return { reply, replayed: true }
  }
  const reply = await work()
  await sql`
    update idempotency set response = ${Buffer.from(JSON.stringify(reply))}
    where scope = ${scope} and request_id = ${requestId.toLowerCase()}`.execute(tx)
  return { reply, replayed: false }
}

/**
 * The first answer to this request, when there is one: for work that needs other services before its transaction, so
 * that a repeat does not hang on them. Throws REQUEST_ID_REUSED as `once` does, which must still follow.
 */
export async function earlierReply<T extends object>(
  db: QueryExecutorProvider,
  { scope, requestId, request }: { scope: string; requestId: string; request: unknown },
): Promise<T | undefined> {
  const { rows } = await sql<{ request_sha256: Buffer; response: Buffer | null }>`
    select request_sha256, response from idempotency where scope = ${scope} and request_id = ${requestId.toLowerCase()}`.execute(
    db,
  )
  const first = rows[0]
  if (!first) return undefined
  if (!first.response || !first.request_sha256.equals(digestOf(request)))
    throw new ServiceError(
      "INVALID_ARGUMENT",
      "REQUEST_ID_REUSED",
      "this idempotency key came with another request before: make a new one",
      { violations: [{ field: "request_id", rule: "unused", message: "came with another request before" }] },
    )
  return JSON.parse(first.response.toString("utf8")) as T
}

/**
 * Drops the first answers to one person's requests: those whose scope ends with the person's id. The table needs a
 * column for that: `owner_id VARCHAR(120) GENERATED ALWAYS AS (SUBSTRING_INDEX(scope, ' ', -1)) VIRTUAL`, with a key.
 */
export async function forgetReplies(tx: QueryExecutorProvider, ownerId: string): Promise<void> {
  await sql`delete from idempotency where owner_id = ${ownerId}`.execute(tx)
}

const digestOf = (request: unknown): Buffer => createHash("sha256").update(JSON.stringify(request)).digest()
