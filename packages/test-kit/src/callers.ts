import { randomUUID } from "node:crypto"
import { generateKeyPem } from "@lectern/rpc/jwt"
import { NO_ORIGIN, ownCall, type Call, type ClientOrigin } from "@lectern/rpc/call"
import { anonymousCaller, passportMinter, serviceCaller, type Caller, type PassportMinter } from "@lectern/rpc/passport"

const { privatePem, publicPem } = generateKeyPem()
const mint = passportMinter(privatePem)
const service = generateKeyPem()

/** The public half of the key that signs the passports of the calls made here: give it to the service under test. */
export const passportPublicKey: string = publicPem
/** The other half, for a gateway under test that calls stubs. */
export const passportPrivateKey: string = privatePem
/** The keys of a service that calls others of its own accord. */
export const servicePassportPublicKey: string = service.publicPem
export const servicePassportPrivateKey: string = service.privatePem

/** Calls with passports that hold by this clock, for a service under test that has the same. */
export const callsBy = (clock: () => Date) => callsWith(passportMinter(privatePem, clock))

/** A call by this caller, with a passport that holds and ten seconds of time. */
export const callAs = callsWith(mint)

function callsWith(mint: PassportMinter) {
  return (caller: Caller, timeoutMs = 10_000, origin: Partial<ClientOrigin> = {}): Call => ({
    ...ownCall(caller, mint(caller), timeoutMs),
    origin: { ...NO_ORIGIN, ...origin },
  })
}

/** Callers of each role; every one has a new account id unless one is given. */
export const caller = {
  anonymous: anonymousCaller,
  learner: (userId: string = randomUUID()): Caller => ({
    userId,
    role: "LEARNER",
    scopes: [],
    authSessionId: randomUUID(),
  }),
  instructor: (userId: string = randomUUID()): Caller => ({
    userId,
    role: "INSTRUCTOR",
    scopes: ["courses:write", "files:write", "analytics:read"],
    authSessionId: randomUUID(),
  }),
  admin: (userId: string = randomUUID()): Caller => ({
    userId,
    role: "ADMIN",
    scopes: ["users:read", "courses:write", "enrollments:write", "files:write", "analytics:read"],
    authSessionId: randomUUID(),
  }),
  gateway: serviceCaller("gateway"),
}

/** What a service under test is configured with, beside its own variables. */
export const testServiceConfig = (databaseUrl: string) => ({
  LISTEN: "127.0.0.1:0",
  DATABASE_URL: databaseUrl,
  DATABASE_CONNECTIONS: 10,
  // Nothing that uses this is about time.
  DATABASE_WAIT_MS: 10_000,
  PASSPORT_PUBLIC_KEYS: [passportPublicKey],
  SERVICE_PASSPORT_PUBLIC_KEYS: [service.publicPem],
  PAGE_TOKEN_SECRET: "page tokens of tests, not a secret",
})

/** And what one is configured with that calls others of its own accord and sends mail; nobody takes the mail. */
export const testSenderConfig = {
  PASSPORT_PRIVATE_KEY: servicePassportPrivateKey,
  SMTP_URL: "smtp://127.0.0.1:9",
  MAIL_FROM: "Lectern <no-reply@lectern.example>",
  PUBLIC_ORIGIN: "http://localhost:4000",
}
