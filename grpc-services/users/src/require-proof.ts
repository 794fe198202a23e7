import type { Call } from "@lectern/rpc/call"
import { failedPrecondition, invalidFields } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import type { Database, UserRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import { lockSecondFactor } from "./second-factor-store.ts"
import { requireOwnUser } from "./user-store.ts"

const wrong = (field: string, message: string) => invalidFields([{ field, rule: "wrong", message }])
export const wrongCode = () => wrong("code", "this code is wrong, or was used before")

/** Whether the password is the account's; a wrong one is a failure as at sign-in. Throws RATE_LIMITED as that does. */
export async function isPasswordOf(
  { passwords, limits }: Pick<Deps, "passwords" | "limits">,
  call: Call,
  user: Pick<UserRow, "email" | "password_hash"> | undefined,
  password: string,
): Promise<boolean> {
  const attempt = limits.attempt(user?.email ?? "", call)
  await attempt.requireLeft()
  const isRight = await passwords.matches(password, user?.password_hash, attempt.take)
  if (isRight) await attempt.giveBack()
  return isRight
}

/** Throws INVALID_ARGUMENT with a violation of `password` unless it is the account's. */
export async function requirePassword(
  deps: Pick<Deps, "passwords" | "limits">,
  call: Call,
  user: UserRow,
  password: string,
): Promise<void> {
  if (!(await isPasswordOf(deps, call, user, password))) throw wrong("password", "the password is wrong")
}

/**
 * Runs `work` in a transaction for the caller's account, which has a second factor, once the caller has proven itself
 * by its password or a code. A code is used up with the work or not at all.
 */
export async function withProof<T>(
  deps: Deps,
  call: Call,
  proof: { password?: string; code?: string },
  work: (tx: Database, userId: Buffer, now: Date) => Promise<T>,
): Promise<T> {
  const { db, clock, limits, secondFactors } = deps
  const user = await requireOwnUser(db, call)
  const { password, code } = proof
  if (password === undefined && code === undefined)
    throw invalidFields([{ field: "proof", rule: "required", message: "the password or a code is expected" }])
  if (password !== undefined) await requirePassword(deps, call, user, password)
  const attempt = limits.attempt(user.email ?? "", call)
  if (code !== undefined) await attempt.take()
  const now = clock()
  const outcome = await transact(db, async (tx) => {
    const factor = await lockSecondFactor(tx, user.id)
    if (!factor?.confirmed_at) return "not enabled"
    const isProven =
      code === undefined ||
      (await secondFactors.spendTotp(tx, factor, code, now)) ||
      (await secondFactors.spendRecoveryCode(tx, factor, code))
    return isProven ? { done: await work(tx, user.id, now) } : "wrong"
  })
  if (outcome === "wrong") throw wrongCode()
  if (code !== undefined) await attempt.giveBack()
  if (outcome === "not enabled")
    throw failedPrecondition("SECOND_FACTOR_NOT_ENABLED", "this account has no second factor")
  return outcome.done
}
