import { randomUUID } from "node:crypto"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { idFromBytesOrEmpty } from "@lectern/service-kit/ids"
import { clientNetwork } from "../client-network.ts"
import { mailPasswordReset } from "../outbox-messages.ts"
import { countResetOfClient, lockPasswordReset, replacePasswordReset } from "../password-reset-store.ts"
import { RESET_LIFETIME_MS, RESET_WINDOW_MS, resetTokenHash } from "../reset-tokens.ts"
import type { UsersRpc } from "../service.ts"
import { findUserByEmail } from "../user-store.ts"
import { normaliseEmail } from "../user.ts"

const MAX_PER_CLIENT = 20

/**
 * Whoever asks must not learn whether an address has an account, from the time it takes either: every step below is
 * the same for both, down to the message that makes no mail.
 */
export const createPasswordReset: UsersRpc<"createPasswordReset"> =
  ({ db, clock, resetTokens }) =>
  async ({ email }, { origin }) => {
    const address = normaliseEmail(email.toWellFormed())
    const now = clock()
    const user = await findUserByEmail(db, address)
    const resetId = randomUUID()
    await transact(db, async (tx) => {
      const clientHmac = resetTokens.clientKey(clientNetwork(origin.ipAddress))
      const count = await countResetOfClient(tx, { clientHmac, windowMs: RESET_WINDOW_MS, now })
      const earlier = await lockPasswordReset(tx, { addressHmac: resetTokens.addressKey(address), now })
      const isRecent = earlier.third_newest_at && earlier.third_newest_at.getTime() > now.getTime() - RESET_WINDOW_MS
      if (count > MAX_PER_CLIENT || isRecent) return
      await replacePasswordReset(tx, {
        address_hmac: earlier.address_hmac,
        user_id: user?.id ?? null,
        token_sha256: resetTokenHash(resetTokens.tokenOf(resetId)),
        expires_at: new Date(now.getTime() + RESET_LIFETIME_MS),
        used_at: null,
        newest_at: now,
        second_newest_at: earlier.newest_at,
        third_newest_at: earlier.second_newest_at,
      })
      await mailPasswordReset(tx, { resetId, userId: idFromBytesOrEmpty(user?.id ?? null) }, now)
    })
    return { acceptTime: toTimestamp(now) }
  }
