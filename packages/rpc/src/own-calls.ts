import type { Clock } from "@lectern/runtime/clock"
import { ownCall, type Call } from "./call.ts"
import { passportMinter, serviceCaller } from "./passport.ts"

/** Makes calls that a service makes of its own accord, with a passport that it signs itself and that says so. */
export function ownCalls(
  service: string,
  {
    privatePem,
    clock,
    limitMs,
    scopes,
  }: { privatePem: string; clock: Clock; limitMs: number; scopes?: readonly string[] },
): () => Call {
  const mint = passportMinter(privatePem, clock)
  const caller = serviceCaller(service, scopes)
  return () => ownCall(caller, mint(caller), limitMs)
}
