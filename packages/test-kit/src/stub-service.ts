import type { Handlers } from "@lectern/rpc/service-types"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc, service, type GrpcServer } from "@lectern/rpc/serve"
import { passportPublicKey, servicePassportPublicKey } from "./callers.ts"
import { silentTelemetry } from "./silent-telemetry.ts"

/**
 * A neighbour of the service under test: a real gRPC server with these answers. RPCs that are left out answer
 * INTERNAL, so that a call nobody expected shows.
 */
export function stubService<D extends object>(
  definition: D,
  handlers: Partial<Handlers<D>>,
  clock: Clock = systemClock,
): Promise<GrpcServer> {
  const all = new Proxy(handlers, {
    get: (target, name) =>
      Reflect.get(target, name) ?? (() => Promise.reject(new Error(`the stub has no answer for ${String(name)}`))),
  })
  return serveGrpc({
    address: "127.0.0.1:0",
    services: [service(definition, "elearning.stub", all as unknown as Handlers<D>)],
    verifyPassport: passportVerifier({ gateway: [passportPublicKey], services: [servicePassportPublicKey] }, clock),
    telemetry: silentTelemetry("stub"),
  })
}
