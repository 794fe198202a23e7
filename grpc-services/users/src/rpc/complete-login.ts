import { unauthenticated } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes } from "@lectern/service-kit/ids"
import { insertLoginRecord, originOf } from "../login-record-store.ts"
import { openAuthSession, toTokenPair } from "../open-auth-session.ts"
import {
  deleteLoginChallenge,
  findLoginChallenge,
  lockLoginChallenge,
  lockSecondFactor,
  takeChallengeTry,
} from "../second-factor-store.ts"
import type { AuthRpc } from "../service.ts"
import { findUser, toUser } from "../user-store.ts"
import { challengeHash } from "./login.ts"

const invalid = () => unauthenticated("CHALLENGE_INVALID", "this sign-in does not wait for a code any more: begin anew")

export const completeLogin: AuthRpc<"completeLogin"> = (deps) => async (request, call) => {
  const { db, clock, limits, secondFactors, deviceTokens } = deps
  const origin = originOf(call)
  const sha256 = challengeHash(request.challenge)
  const found = await findLoginChallenge(db, sha256)
  const user = found && (await findUser(db, idFromBytes(found.user_id)))
  if (!user?.email) throw invalid()
  const { email } = user
  const attempt = limits.attempt(email, call, request.deviceToken)
  await attempt.take()
  const now = clock()
  // The outcome is data, since an error would roll back the try that it is about.
  const outcome = await transact(db, async (tx) => {
    const challenge = await lockLoginChallenge(tx, sha256)
    if (!challenge || challenge.expires_at <= now || challenge.tries_left === 0) return "invalid"
    const factor = await lockSecondFactor(tx, user.id)
    if (!factor?.confirmed_at || user.password_changed_at > challenge.created_at) return "invalid"
    const record = { at: now, origin, userId: user.id }
    if (!(await secondFactors.spendTotp(tx, factor, request.code, now))) {
      if (!(await secondFactors.spendRecoveryCode(tx, factor, request.code))) {
        await takeChallengeTry(tx, challenge)
        await insertLoginRecord(tx, { ...record, type: "SECOND_FACTOR_FAILED" })
        return "wrong"
      }
      await insertLoginRecord(tx, { ...record, type: "RECOVERY_CODE_USED" })
    }
    await deleteLoginChallenge(tx, sha256)
    return (await openAuthSession(tx, deps, { user, origin, now })) ?? "invalid"
  })
  if (outcome === "wrong") throw unauthenticated("SECOND_FACTOR_CODE_WRONG", "this code is wrong, or was used before")
  await attempt.giveBack()
  if (outcome === "invalid") throw invalid()
  return {
    tokens: await toTokenPair(deps, user, outcome),
    user: toUser(user),
    deviceToken: deviceTokens.issue(email, request.deviceToken),
  }
}
