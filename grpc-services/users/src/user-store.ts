import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { requireUserId, type Call } from "@lectern/rpc/call"
import { alreadyExists, unauthenticated } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
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

export const findUserByEmail = (db: Database, email: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("email", "=", email).executeTakeFirst()

export const findUser = (db: Database, id: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()

/** The caller's account. UNAUTHENTICATED / SIGN_IN_REQUIRED without one, also for one that is gone by now. */
export async function requireOwnUser(db: Database, call: Call): Promise<UserRow> {
  const user = await findUser(db, requireUserId(call))
  if (!user) throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
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

export function toUser(row: UserRow): User__Output {
  return {
    id: idFromBytes(row.id),
    displayName: row.display_name,
    email: row.email,
    role: `ROLE_${row.role}`,
    bio: row.bio ?? "",
    avatarUrl: row.avatar_url ?? "",
    locale: row.locale,
    timeZone: row.time_zone,
    createTime: toTimestamp(row.created_at),
    updateTime: toTimestamp(row.updated_at),
    etag: String(row.version),
  }
}
