import type { Transaction } from "kysely"
import { forgetReplies } from "@lectern/service-kit/idempotency"
import { idFromBytes } from "@lectern/service-kit/ids"
import type { UserRow, UsersTables } from "./database.ts"
import { tellErased } from "./outbox-messages.ts"
import { deletePasswordResets } from "./password-reset-store.ts"
import type { ResetTokens } from "./reset-tokens.ts"
import { deleteSecondFactor } from "./second-factor-store.ts"
import { revokeAuthSessions } from "./revoke-auth-sessions.ts"
import { updateUser } from "./user-store.ts"

/**
 * Leaves of a locked account what other rows point to, and nothing that tells who it was; its address is free. The
 * other services are told by the outbox.
 */
export async function eraseAccount(
  tx: Transaction<UsersTables>,
  user: UserRow,
  { now, resetTokens }: { now: Date; resetTokens: ResetTokens },
): Promise<void> {
  const userId = idFromBytes(user.id)
  await updateUser(tx, user.id, {
    email: null,
    display_name: "",
    // No password has this hash.
    password_hash: "",
    bio: null,
    avatar_url: null,
    locale: "en",
    time_zone: "UTC",
    version: user.version + 1,
    updated_at: now,
    erased_at: now,
  })
  // The sessions stay as long as the gateways' deny lists need them, without where they came from.
  await revokeAuthSessions(tx, userId, { at: now })
  await tx.updateTable("auth_sessions").set({ ip_address: "", user_agent: "" }).where("user_id", "=", user.id).execute()
  const sessions = await tx.selectFrom("auth_sessions").select("id").where("user_id", "=", user.id).execute()
  // Not as a subquery: MariaDB before 11.1 would go through all tokens there are.
  const sessionIds = sessions.map(({ id }) => id)
  if (sessionIds.length > 0) await tx.deleteFrom("refresh_tokens").where("session_id", "in", sessionIds).execute()
  await tx.deleteFrom("login_records").where("user_id", "=", user.id).execute()
  await deleteSecondFactor(tx, user.id)
  await tx.deleteFrom("login_challenges").where("user_id", "=", user.id).execute()
  if (user.email !== null)
    await deletePasswordResets(tx, { userId: user.id, addressHmac: resetTokens.addressKey(user.email) })
  await forgetReplies(tx, userId)
  await tellErased(tx, userId, now)
}
