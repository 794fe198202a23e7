import { requireUserId, type Call } from "@lectern/rpc/call"
import { permissionDenied } from "@lectern/rpc/errors"

/** Whose playback sessions the caller may read: undefined means everybody's, for administrators. */
export const ownerFor = (call: Call): string | undefined =>
  call.caller.role === "ADMIN" ? undefined : requireUserId(call)

/** The account asked for, which is the caller's own: what a person watched is for that person only. */
export function requireOwnUserId(call: Call, userId: string): string {
  const callerId = requireUserId(call)
  if (userId === callerId) return callerId
  throw permissionDenied("NOT_YOURS", "only the account itself may do this")
}
