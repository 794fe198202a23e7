import type { CurrentPasswordProof__Output } from "@lectern/contracts/elearning/users/v1/CurrentPasswordProof.ts"
import { requireOwnUserId, type Call } from "@lectern/rpc/call"
import { failedPrecondition, invalidFields } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { transact } from "@lectern/service-kit/database"
import { idFromBytesOrEmpty } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import type { Deps } from "../deps.ts"
import { originOf } from "../login-record-store.ts"
import { checkPassword } from "../password.ts"
import { findHoldingReset, lockHoldingReset } from "../password-reset-store.ts"
import { replacePassword } from "../replace-password.ts"
import { isPasswordOf } from "../require-proof.ts"
import { resetTokenHash } from "../reset-tokens.ts"
import type { UsersRpc } from "../service.ts"
import { findUser, getUser, lockUser } from "../user-store.ts"

export const setPassword: UsersRpc<"setPassword"> =
  (deps) =>
  async ({ newPassword, proof, current, resetToken }, call) => {
    const violations = new Violations()
    checkPassword(violations, "new_password", newPassword)
    violations.check(proof !== undefined, "proof", "required", "the current password or a token is expected")
    violations.throwIfAny()
    return proof === "current"
      ? changePassword(deps, required(current), newPassword, call)
      : resetPassword(deps, resetToken ?? "", newPassword, call)
  }

const wrongPassword = () =>
  invalidFields([{ field: "current.password", rule: "wrong", message: "this is not the current password" }])

async function changePassword(deps: Deps, current: CurrentPasswordProof__Output, newPassword: string, call: Call) {
  const { db, clock, passwords } = deps
  const userId = requireOwnUserId(call, current.userId)
  const known = await getUser(db, userId)
  if (!(await isPasswordOf(deps, call, known, current.password))) throw wrongPassword()
  if (passwords.digest(newPassword) === passwords.digest(current.password))
    throw invalidFields([{ field: "new_password", rule: "unchanged", message: "another password is expected" }])
  const passwordHash = await passwords.hash(newPassword)
  const at = clock()
  const revokedSessionCount = await transact(db, async (tx) => {
    const user = await lockUser(tx, userId)
    // Somebody else was quicker: what was current is not any more.
    if (user.password_hash !== known.password_hash) throw wrongPassword()
    const except = call.caller.authSessionId
    return replacePassword(tx, user, { passwordHash, type: "PASSWORD_CHANGED", except, at, origin: originOf(call) })
  })
  return { userId, revokedSessionCount }
}

async function resetPassword({ db, clock, passwords }: Deps, token: string, newPassword: string, call: Call) {
  const tokenSha256 = resetTokenHash(token)
  // Before the hash is made, which is what costs.
  const known = await findHoldingReset(db, tokenSha256, clock())
  const owner = idFromBytesOrEmpty(known?.user_id ?? null)
  if (owner === "" || (await findUser(db, owner))?.erased_at !== null) throw tokenInvalid()
  const passwordHash = await passwords.hash(newPassword)
  const at = clock()
  const revokedSessionCount = await transact(db, async (tx) => {
    // The account first, as whoever else changes it does.
    const user = await lockUser(tx, owner)
    if (!(await lockHoldingReset(tx, tokenSha256, at))) throw tokenInvalid()
    return replacePassword(tx, user, { passwordHash, type: "PASSWORD_RESET", at, origin: originOf(call) })
  })
  return { userId: owner, revokedSessionCount }
}

const tokenInvalid = () =>
  failedPrecondition("RESET_TOKEN_INVALID", "the link does not hold (any more): ask for a new one")
