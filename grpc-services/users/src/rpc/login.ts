import { createHash, randomBytes } from "node:crypto"
import type { LoginChallenge__Output } from "@lectern/contracts/elearning/auth/v1/LoginChallenge.ts"
import { unauthenticated } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import type { UserRow } from "../database.ts"
import type { Deps } from "../deps.ts"
import { insertLoginRecord, originOf, type Origin } from "../login-record-store.ts"
import { openAuthSession, toTokenPair } from "../open-auth-session.ts"
import { findSecondFactor, insertLoginChallenge } from "../second-factor-store.ts"
import type { AuthRpc } from "../service.ts"
import { findUserByEmail, replacePasswordHash, toUser } from "../user-store.ts"
import { normaliseEmail } from "../user.ts"

const CHALLENGE_LIFETIME_MS = 5 * 60_000
const CHALLENGE_TRIES = 5

export const login: AuthRpc<"login"> = (deps) => async (request, call) => {
  const { db, clock, passwords, limits, deviceTokens } = deps
  const email = normaliseEmail(request.email)
  const origin = originOf(call)
  const attempt = limits.attempt(email, call, request.deviceToken)
  // Before it waits for its turn to be hashed: a flood of hopeless ones must not keep the others waiting.
  await attempt.requireLeft()
  const user = await findUserByEmail(db, email)
  const isRight = await passwords.matches(request.password, user?.password_hash, attempt.take)
  const now = clock()
  if (!user || !isRight) {
    await insertLoginRecord(db, { type: "LOGIN_FAILED", at: now, origin, userId: user?.id })
    throw wrongCredentials()
  }
  await attempt.giveBack()
  if (passwords.isOutdated(user.password_hash))
    deps.afterAnswer.run("rehash", async () => replacePasswordHash(db, user, await passwords.hash(request.password)))
  const factor = await findSecondFactor(db, user.id)
  if (factor?.confirmed_at) return { challenge: await challengeTo(deps, { user, origin, now }) }
  const opened = await transact(db, (tx) => openAuthSession(tx, deps, { user, origin, now }))
  if (!opened) throw wrongCredentials()
  return {
    tokens: await toTokenPair(deps, user, opened),
    user: toUser(user),
    deviceToken: deviceTokens.issue(email, request.deviceToken),
  }
}

const wrongCredentials = () => unauthenticated("INVALID_CREDENTIALS", "the address or the password is wrong")

export const challengeHash = (token: string): Buffer => createHash("sha256").update(token).digest()

async function challengeTo(
  { db }: Deps,
  { user, origin, now }: { user: UserRow; origin: Origin; now: Date },
): Promise<LoginChallenge__Output> {
  const token = randomBytes(32).toString("base64url")
  const expiresAt = new Date(now.getTime() + CHALLENGE_LIFETIME_MS)
  await transact(db, async (tx) => {
    await insertLoginChallenge(tx, {
      token_sha256: challengeHash(token),
      user_id: user.id,
      created_at: now,
      expires_at: expiresAt,
      tries_left: CHALLENGE_TRIES,
    })
    await insertLoginRecord(tx, { type: "SECOND_FACTOR_REQUIRED", at: now, origin, userId: user.id })
  })
  return { token, expireTime: toTimestamp(expiresAt) }
}
