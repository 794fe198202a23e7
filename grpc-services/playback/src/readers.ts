import { requireUserId, type Call } from "@lectern/rpc/call"

/** Whose playback sessions the caller may read: undefined means everybody's, for administrators. */
export const ownerFor = (call: Call): string | undefined =>
  call.caller.role === "ADMIN" ? undefined : requireUserId(call)
