// A replica of the users service as a process: it says where it listens, and answers with the name it is given, after as
// many milliseconds as the first id says.
import { setTimeout as delay } from "node:timers/promises"
import { usersService } from "@lectern/contracts/package-definition"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { passportVerifier } from "./passport.ts"
import { serveGrpc, service } from "./serve.ts"
import { lowerFirst, type Handlers } from "./service-types.ts"

const [name = "", publicPem = ""] = process.argv.slice(2)
const unused = Object.fromEntries(Object.keys(usersService).map((rpc) => [lowerFirst(rpc), async () => ({})]))
const server = await serveGrpc({
  address: "127.0.0.1:0",
  services: [
    service(usersService, "elearning.users", {
      ...(unused as unknown as Handlers<typeof usersService>),
      batchGetUsers: async ({ ids }: { ids: string[] }) => {
        if (ids[0] !== undefined) await delay(Number(ids[0]))
        return { users: [{ id: name }] }
      },
    }),
  ],
  verifyPassport: passportVerifier({ gateway: [publicPem] }),
  telemetry: createTelemetry({ component: name, logLevel: "silent" }),
})
process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)))
process.stdin.on("end", () => process.exit(0)).resume()
process.stdout.write(`${server.address}\n`)
