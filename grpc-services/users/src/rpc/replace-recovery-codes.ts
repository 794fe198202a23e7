import { insertLoginRecord, originOf } from "../login-record-store.ts"
import { withProof } from "../require-proof.ts"
import type { AuthRpc } from "../service.ts"

export const replaceRecoveryCodes: AuthRpc<"replaceRecoveryCodes"> = (deps) => async (request, call) => ({
  recoveryCodes: await withProof(deps, call, request, async (tx, userId, now) => {
    await insertLoginRecord(tx, { type: "RECOVERY_CODES_REPLACED", at: now, origin: originOf(call), userId })
    return deps.secondFactors.renewRecoveryCodes(tx, userId)
  }),
})
