import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { alreadyExists } from "@lectern/rpc/errors"
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

/** Found ones, in no particular order. */
export const findUsersByEmail = async (db: Database, emails: readonly string[]): Promise<UserRow[]> =>
  emails.length === 0 ? [] : db.selectFrom("users").selectAll().where("email", "in", emails).execute()

export const findUserByEmail = (db: Database, email: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("email", "=", email).executeTakeFirst()

export const findUser = (db: Database, id: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()

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
