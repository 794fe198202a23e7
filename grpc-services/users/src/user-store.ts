import { sql, type RawBuilder } from "kysely"
import { leastId } from "@lectern/service-kit/ids"
import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { requireUserId, type Call } from "@lectern/rpc/call"
import { alreadyExists, notFound, unauthenticated } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, UserRow } from "./database.ts"

/** Throws ALREADY_EXISTS / EMAIL_TAKEN. */
export async function insertUser(db: Database, row: UserRow): Promise<void> {
  try {
    await db.insertInto("users").values(row).execute()
  } catch (error) {
    if (violatesUniqueKey(error, "users_email_unique"))
      throw alreadyExists(
        "EMAIL_TAKEN",
        "this address has an account already: sign in, or reset the password",
        {},
        error,
      )
    throw error
  }
}

/** Found ones, in no particular order. */
export async function findUsers(db: Database, ids: readonly string[]): Promise<UserRow[]> {
  const keys = idsToBytes(ids)
  return keys.length === 0 ? [] : db.selectFrom("users").selectAll().where("id", "in", keys).execute()
}

/** Found ones, in no particular order. */
export const findUsersByEmail = async (db: Database, emails: readonly string[]): Promise<UserRow[]> =>
  emails.length === 0 ? [] : db.selectFrom("users").selectAll().where("email", "in", emails).execute()

export const findUserByEmail = (db: Database, email: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("email", "=", email).executeTakeFirst()

export const findUser = (db: Database, id: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()

/** The caller's account. UNAUTHENTICATED / SIGN_IN_REQUIRED without one, also for one that is gone by now. */
export async function requireOwnUser(db: Database, call: Call): Promise<UserRow> {
  const user = await findUser(db, requireUserId(call))
  if (!user || user.erased_at) throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
  return user
}

/** Puts another hash of the same password in the place of this one, unless it was changed meanwhile. */
export async function replacePasswordHash(
  db: Database,
  { id, password_hash: earlier }: Pick<UserRow, "id" | "password_hash">,
  hash: string,
): Promise<void> {
  await db
    .updateTable("users")
    .set({ password_hash: hash })
    .where("id", "=", id)
    .where("password_hash", "=", earlier)
    .execute()
}

const noUser = (id: string) => notFound("USER_NOT_FOUND", "there is no such account", id)

/** Throws NOT_FOUND / USER_NOT_FOUND, also for one that was erased. */
export async function getUser(db: Database, id: string): Promise<UserRow> {
  const row = isId(id) ? await findUser(db, id) : undefined
  if (!row || row.erased_at) throw noUser(id)
  return row
}

/** The same, locked. */
export async function lockUser(tx: Database, id: string): Promise<UserRow> {
  const row = isId(id) ? await findUserForUpdate(tx, id) : undefined
  if (!row || row.erased_at) throw noUser(id)
  return row
}

export const findUserForUpdate = (tx: Database, id: string): Promise<UserRow | undefined> =>
  tx.selectFrom("users").selectAll().where("id", "=", idToBytes(id)).forUpdate().executeTakeFirst()

export async function updateUser(
  tx: Database,
  id: Buffer,
  change: Partial<Omit<UserRow, "id" | "created_at">>,
): Promise<void> {
  await tx.updateTable("users").set(change).where("id", "=", id).execute()
}

/** Ids of all administrators, locked, so that two who take the role from each other come one after the other. */
export async function lockAdmins(tx: Database): Promise<string[]> {
  const rows = await tx
    .selectFrom("users")
    .select("id")
    .where("erased_at", "is", null)
    .where("role", "=", "ADMIN")
    .orderBy("id")
    .forUpdate()
    .execute()
  return rows.map(({ id }) => idFromBytes(id))
}

/** What narrows a list of accounts; all of it must hold. */
export interface UserFilter {
  role: UserRow["role"] | undefined
  /** As addresses are stored; empty for any. */
  emailPrefix: string
  createdAfter: Date | undefined
}
/** The last account of the page before: its id, and its address where the list is in the order of addresses. */
export interface UserCursor {
  id: string
  email: string
}
/** Lists are counted this far. */
const MAX_COUNT = 10_000

/**
 * The rows of a page, as a query that the test of its indexes can explain: by address where there is a prefix, else
 * newest first; never erased ones. The index is named, since MySQL would take another and sort.
 */
export function userPage(
  filter: UserFilter,
  { after, limit }: { after: UserCursor | undefined; limit: number },
): RawBuilder<UserRow> {
  const isByEmail = filter.emailPrefix !== ""
  const behind = !after ? sql`true` : isByEmail ? sql`email > ${after.email}` : sql`id < ${idToBytes(after.id)}`
  return sql<UserRow>`
    select * from users ${indexOf(filter)} where ${matching(filter)} and ${behind}
    order by ${isByEmail ? sql`email` : sql`id desc`} limit ${sql.lit(limit)}`
}

export const listUsers = async (db: Database, ...page: Parameters<typeof userPage>): Promise<UserRow[]> =>
  (await userPage(...page).execute(db)).rows

/** How many there are, counted up to MAX_COUNT. */
export async function countUsers(db: Database, filter: UserFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select id from users ${indexOf(filter)} where ${matching(filter)} limit ${sql.lit(MAX_COUNT)}) counted`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

const indexOf = ({ role, emailPrefix }: UserFilter) => {
  const [ofAll, ofRole] =
    emailPrefix === "" ? ["users_newest", "users_by_role"] : ["users_email_unique", "users_by_role_and_email"]
  return sql`force index (${sql.ref(role === undefined ? ofAll : ofRole)})`
}

const matching = ({ role, emailPrefix, createdAfter }: UserFilter) =>
  sql.join(
    [
      emailPrefix === "" ? sql`erased_at is null` : sql`email like ${`${emailPrefix.replace(/[\\%_]/g, "\\$&")}%`}`,
      ...(role === undefined ? [] : [sql`role = ${role}`]),
      // Ids begin with the time of making, so the index that orders also bounds.
      ...(createdAfter === undefined ? [] : [sql`id >= ${leastId(new Date(createdAfter.getTime() + 1))}`]),
    ],
    sql` and `,
  )

export function toUser(row: UserRow): User__Output {
  return {
    id: idFromBytes(row.id),
    displayName: row.display_name,
    email: row.email ?? "",
    role: `ROLE_${row.role}`,
    bio: row.bio ?? "",
    avatarUrl: row.avatar_url ?? "",
    locale: row.locale,
    timeZone: row.time_zone,
    createTime: toTimestamp(row.created_at),
    updateTime: toTimestamp(row.updated_at),
    etag: String(row.version),
    isErased: row.erased_at !== null,
  }
}
