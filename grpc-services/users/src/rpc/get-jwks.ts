import type { AuthRpc } from "../service.ts"

export const getJwks: AuthRpc<"getJwks"> =
  ({ accessTokens }) =>
  async () => ({ jwksJson: await accessTokens.jwks() })
