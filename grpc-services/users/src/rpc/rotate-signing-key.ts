import { permissionDenied } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import type { AuthRpc } from "../service.ts"

export const rotateSigningKey: AuthRpc<"rotateSigningKey"> =
  ({ accessTokens }) =>
  async (_request, { caller }) => {
    if (caller.role !== "ADMIN") throw permissionDenied("ADMIN_ONLY", "only an administrator makes signing keys")
    const { kid, beginAt, retireAt } = await accessTokens.rotate()
    return { kid, beginTime: toTimestamp(beginAt), retireTime: toTimestamp(retireAt) }
  }
