import { originOf, insertLoginRecord } from "../login-record-store.ts"
import { withProof } from "../require-proof.ts"
import { deleteSecondFactor } from "../second-factor-store.ts"
import type { AuthRpc } from "../service.ts"

export const disableSecondFactor: AuthRpc<"disableSecondFactor"> = (deps) => async (request, call) => {
  await withProof(deps, call, request, async (tx, userId, now) => {
    await deleteSecondFactor(tx, userId)
    await insertLoginRecord(tx, { type: "SECOND_FACTOR_DISABLED", at: now, origin: originOf(call), userId })
  })
  return {}
}
