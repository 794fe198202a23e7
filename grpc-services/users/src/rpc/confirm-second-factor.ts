import { failedPrecondition } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { insertLoginRecord, originOf } from "../login-record-store.ts"
import { wrongCode } from "../require-proof.ts"
import { confirmSecondFactor as enable, lockSecondFactor, secondFactorEnabled } from "../second-factor-store.ts"
import type { AuthRpc } from "../service.ts"
import { requireOwnUser } from "../user-store.ts"

export const confirmSecondFactor: AuthRpc<"confirmSecondFactor"> = (deps) => async (request, call) => {
  const { db, clock, limits, secondFactors } = deps
  const user = await requireOwnUser(db, call)
  const attempt = limits.attempt(user.email ?? "", call)
  await attempt.take()
  const now = clock()
  const outcome = await transact(db, async (tx) => {
    const factor = await lockSecondFactor(tx, user.id)
    if (!factor) return "not started"
    if (factor.confirmed_at) return "enabled"
    if (!(await secondFactors.spendTotp(tx, factor, request.code, now))) return "wrong"
    await enable(tx, user.id, now)
    await insertLoginRecord(tx, {
      type: "SECOND_FACTOR_ENABLED",
      at: now,
      origin: originOf(call),
      userId: user.id,
    })
    return secondFactors.renewRecoveryCodes(tx, user.id)
  })
  if (outcome === "wrong") throw wrongCode()
  await attempt.giveBack()
  if (outcome === "enabled") throw secondFactorEnabled()
  if (outcome === "not started")
    throw failedPrecondition("SECOND_FACTOR_NOT_STARTED", "there is no secret yet whose code this could be")
  return { recoveryCodes: outcome }
}
