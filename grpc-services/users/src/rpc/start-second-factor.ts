import { transact } from "@lectern/service-kit/database"
import { requirePassword } from "../require-proof.ts"
import { newTotpSecret, otpauthUri } from "../second-factor.ts"
import { secondFactorEnabled, startSecondFactor as putSecondFactor } from "../second-factor-store.ts"
import type { AuthRpc } from "../service.ts"
import { requireOwnUser } from "../user-store.ts"

export const startSecondFactor: AuthRpc<"startSecondFactor"> = (deps) => async (request, call) => {
  const { db, clock, secondFactors } = deps
  const user = await requireOwnUser(db, call)
  await requirePassword(deps, call, user, request.password)
  const secret = newTotpSecret()
  const isStarted = await transact(db, (tx) =>
    putSecondFactor(tx, {
      user_id: user.id,
      secret_enc: secondFactors.seal(secret, user.id),
      created_at: clock(),
      confirmed_at: null,
      last_step: 0,
    }),
  )
  if (!isStarted) throw secondFactorEnabled()
  return { secret, otpauthUri: otpauthUri(secret, user.email ?? "") }
}
