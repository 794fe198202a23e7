import { requireOwnUserId } from "@lectern/rpc/call"
import { idToBytes } from "@lectern/service-kit/ids"
import { countRecoveryCodes, findSecondFactor } from "../second-factor-store.ts"
import type { AuthRpc } from "../service.ts"

export const getSecondFactor: AuthRpc<"getSecondFactor"> =
  ({ db }) =>
  async (request, call) => {
    const userId = idToBytes(requireOwnUserId(call, request.userId))
    const factor = await findSecondFactor(db, userId)
    if (!factor?.confirmed_at) return { isEnabled: false, recoveryCodesLeft: 0 }
    return { isEnabled: true, recoveryCodesLeft: await countRecoveryCodes(db, userId) }
  }
