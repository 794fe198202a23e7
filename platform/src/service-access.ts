import { readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import {
  authService,
  contentService,
  coursesService,
  enrollmentService,
  playbackService,
  usersService,
} from "@lectern/contracts/package-definition"
import { ownCall, type Call } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { anonymousCaller, passportMinter, type Caller } from "@lectern/rpc/passport"
import { assumeIdentity } from "@lectern/runtime/identity"
import { createTelemetry } from "@lectern/runtime/telemetry"
import type { ContextName } from "./environment.ts"
import { platformSecrets } from "./secrets.ts"

/** Where the parts of a running platform are reached, as `addresses.json` in its data folder has it. */
export interface RunningAddresses {
  graph: string
  /** gRPC: `unix:/path` or `host:port`. */
  services: Record<ContextName, string>
  /** `POST /graphql` of each, where they are processes of their own. */
  subgraphs?: Record<ContextName, string>
  /** The file server, where it is a process of its own. */
  files?: string
  /** What mail was caught, newest first; absent where a mail server of the operator's delivers it. */
  mails?: string
  /** Where each component, and `operator`, has a folder with its certificate; absent where they talk unencrypted. */
  tls?: string
  /** `/metrics`, `/healthz` and `/readyz` by process; one process is "platform". */
  internal: Record<string, string>
  /** Of each service, without the password, which is in the secrets. */
  databases: Record<ContextName, string>
  /** Of the operating system, by process. */
  processIds: Record<string, number>
}

const addressFile = (dataFolder: string) => join(dataFolder, "addresses.json")
export const writeAddresses = (dataFolder: string, addresses: RunningAddresses): Promise<void> =>
  writeFile(addressFile(dataFolder), `${JSON.stringify(addresses, null, 2)}\n`)
export const removeAddresses = (dataFolder: string): Promise<void> => rm(addressFile(dataFolder), { force: true })
/** Rejects with ENOENT when no platform runs on this folder. */
export const readAddresses = async (dataFolder: string): Promise<RunningAddresses> =>
  JSON.parse(await readFile(addressFile(dataFolder), "utf8")) as RunningAddresses

const CALL_LIMIT_MS = 20_000

/** Who asks services from a terminal, to them. */
export const OPERATOR = "operator"

/**
 * The services themselves, behind the gateway's back: for demo data, tests and benches. Where they talk by TLS, `tlsFolder`
 * is that of OPERATOR.
 */
export async function accessServices(
  services: Record<ContextName, string>,
  passportPrivateKey: string,
  tlsFolder: string | undefined,
) {
  const telemetry = createTelemetry({ component: "service-access", logLevel: "silent" })
  if (tlsFolder) await assumeIdentity(OPERATOR, tlsFolder, telemetry)
  const clients = {
    auth: createClient(authService, services.users, telemetry),
    users: createClient(usersService, services.users, telemetry),
    courses: createClient(coursesService, services.courses, telemetry),
    enrollment: createClient(enrollmentService, services.enrollment, telemetry),
    content: createClient(contentService, services.content, telemetry),
    playback: createClient(playbackService, services.playback, telemetry),
  }
  const mint = passportMinter(passportPrivateKey)
  const callBy = (caller: Caller): Call => ownCall(caller, mint(caller), CALL_LIMIT_MS)
  return {
    ...clients,
    asLearner: (userId: string) => callBy({ userId, role: "LEARNER", scopes: [] }),
    asAdmin: (userId?: string) =>
      callBy({
        ...(userId === undefined ? anonymousCaller : { userId }),
        role: "ADMIN",
        scopes: ["users:read", "courses:write", "enrollments:write", "files:write", "analytics:read"],
      }),
    close: () => {
      for (const client of Object.values(clients)) client.close()
    },
  }
}
export type ServiceAccess = Awaited<ReturnType<typeof accessServices>>

/** The services of the platform that runs on this data folder. */
export async function accessRunningServices(dataFolder: string): Promise<ServiceAccess> {
  const { services, tls } = await readAddresses(dataFolder)
  const { passportPrivateKey } = await platformSecrets(dataFolder)
  return accessServices(services, passportPrivateKey, tls && join(tls, OPERATOR))
}
