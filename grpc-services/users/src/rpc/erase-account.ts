import { requireOwnUserId } from "@lectern/rpc/call"
import { failedPrecondition, invalidFields } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import type { UserRow } from "../database.ts"
import { eraseAccount as writeErasure } from "../account-erasure.ts"
import { isPasswordOf } from "../require-proof.ts"
import type { UsersRpc } from "../service.ts"
import { findUser, findUserForUpdate } from "../user-store.ts"

export const eraseAccount: UsersRpc<"eraseAccount"> =
  (deps) =>
  async ({ userId: asked, password }, call) => {
    const { db, clock, resetTokens, metrics } = deps
    const userId = requireOwnUserId(call, asked)
    const known = await findUser(db, userId)
    // A repeat: the answer to the first one was lost.
    if (known?.erased_at) return { eraseTime: toTimestamp(known.erased_at) }
    if (known) requireLeavable(known)
    if (!(await isPasswordOf(deps, call, known, password))) throw wrongPassword()
    const now = clock()
    const erasedAt = await transact(db, async (tx) => {
      const user = await findUserForUpdate(tx, userId)
      if (user?.erased_at) return user.erased_at
      if (!user || user.password_hash !== known?.password_hash) throw wrongPassword()
      requireLeavable(user)
      await writeErasure(tx, user, { now, resetTokens })
      return now
    })
    if (erasedAt === now) metrics.erased()
    return { eraseTime: toTimestamp(erasedAt) }
  }

function requireLeavable({ role }: UserRow): void {
  if (role !== "LEARNER")
    throw failedPrecondition(
      "ROLE_HOLDS_ACCOUNT",
      `this account is held as ${role}: an administrator takes that back first`,
    )
}

const wrongPassword = () =>
  invalidFields([{ field: "password", rule: "wrong", message: "this is not the password of the account" }])
