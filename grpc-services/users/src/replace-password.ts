import type { Transaction } from "kysely"
import { idFromBytes } from "@lectern/service-kit/ids"
import type { LoginRecordRow, UserRow, UsersTables } from "./database.ts"
import { insertLoginRecord, type Origin } from "./login-record-store.ts"
import { mailPasswordChanged } from "./outbox-messages.ts"
import { endPasswordResets } from "./password-reset-store.ts"
import { revokeAuthSessions } from "./revoke-auth-sessions.ts"
import { updateUser } from "./user-store.ts"

/**
 * All that goes with a new password, in the transaction that locked the account: other sessions end, tokens that were
 * mailed too, the log says so, and the person is told. Answers with how many sessions ended. The etag stays, since
 * nothing changes that is shown.
 */
export async function replacePassword(
  tx: Transaction<UsersTables>,
  user: UserRow,
  change: {
    passwordHash: string
    type: Extract<LoginRecordRow["type"], "PASSWORD_RESET" | "PASSWORD_CHANGED">
    /** An auth session that goes on. */
    except?: string | undefined
    at: Date
    origin: Origin
  },
): Promise<number> {
  const { passwordHash, type, except, at, origin } = change
  const userId = idFromBytes(user.id)
  await updateUser(tx, user.id, { password_hash: passwordHash, password_changed_at: at })
  const revokedSessionCount = await revokeAuthSessions(tx, userId, { except, at })
  await endPasswordResets(tx, user.id, at)
  await insertLoginRecord(tx, { type, at, origin, userId: user.id })
  await mailPasswordChanged(tx, userId, at)
  return revokedSessionCount
}
