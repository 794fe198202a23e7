import { join } from "node:path"
import type { Secrets } from "./secrets.ts"

export const CONTEXTS = ["users", "courses", "enrollment", "content", "playback"] as const
export type ContextName = (typeof CONTEXTS)[number]

/** Where programs are kept that this machine lacks and that were fetched. */
export const programsFolderOf = (dataFolder: string): string =>
  process.env.PROGRAMS_FOLDER || join(dataFolder, "programs")

/** Where everything is reached, whatever the topology. */
export interface Addresses {
  publicPort: number
  metricsPort: number
  /** gRPC: `unix:/path` or `host:port`. */
  services: Record<ContextName, string>
  /** HTTP ports of the subgraphs; only where they are processes of their own. */
  subgraphPorts?: Record<ContextName, number>
  filesPort?: number
  /** Where mail is caught, unless SMTP_URL names a server of the operator's. */
  smtpUrl?: string
  /** The page that shows it. */
  mailPagePort: number
}

export interface Installation {
  addresses: Addresses
  secrets: Secrets
  databaseUrls: Record<ContextName, string>
  dataFolder: string
  /** Where each component has a folder with its certificate; absent where they talk unencrypted. */
  tlsFolder?: string
}

/** Of the content service, for operators to set. */
const STORAGE_VARIABLES = [
  "S3_ENDPOINT",
  "S3_BUCKET",
  "S3_REGION",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "UPLOAD_LIFETIME_SECONDS",
  "COURSE_QUOTA_BYTES",
  "DELETED_BYTES_KEPT_SECONDS",
] as const

type Environment = Record<string, string | undefined>
const LOOPBACK = "127.0.0.1"
/** `POST` of GraphQL, where the subgraphs are processes of their own. */
export const subgraphUrls = ({ subgraphPorts }: Addresses): Record<ContextName, string> | undefined =>
  subgraphPorts &&
  (Object.fromEntries(CONTEXTS.map((name) => [name, `http://${LOOPBACK}:${subgraphPorts[name]}/graphql`])) as Record<
    ContextName,
    string
  >)
export const publicOrigin = ({ publicPort }: Addresses) => `http://localhost:${publicPort}`

/** The variables of a service, as a container would get them. */
export function serviceEnvironment(
  name: ContextName,
  { addresses, secrets, databaseUrls, dataFolder }: Installation,
): Environment {
  const { services, filesPort } = addresses
  const ownCalls = (privateKey: string): Environment => ({ PASSPORT_PRIVATE_KEY: privateKey })
  const mail: Environment = {
    SMTP_URL: process.env.SMTP_URL || addresses.smtpUrl,
    MAIL_FROM: process.env.MAIL_FROM ?? "Lectern <no-reply@lectern.example>",
    PUBLIC_ORIGIN: publicOrigin(addresses),
  }
  const own: Record<ContextName, Environment> = {
    users: {
      PASSWORD_PEPPER: secrets.passwordPepper,
      REFRESH_TOKEN_SECRET: secrets.refreshTokens,
      KEY_ENCRYPTION_SECRET: secrets.keyEncryption,
      PASSWORD_RESET_SECRET: secrets.passwordResets,
      BCRYPT_COST: process.env.BCRYPT_COST,
      FAILED_LOGINS_PER_NETWORK: process.env.FAILED_LOGINS_PER_NETWORK,
      SIGN_UPS_PER_NETWORK: process.env.SIGN_UPS_PER_NETWORK,
      KEY_ROTATION_DAYS: process.env.KEY_ROTATION_DAYS,
      COURSES_SERVICE: services.courses,
      ENROLLMENT_SERVICE: services.enrollment,
      PLAYBACK_SERVICE: services.playback,
      ...ownCalls(secrets.usersPassportPrivateKey),
      ...mail,
    },
    courses: {
      USERS_SERVICE: services.users,
      ENROLLMENT_SERVICE: services.enrollment,
      CONTENT_SERVICE: services.content,
      ...ownCalls(secrets.coursesPassportPrivateKey),
    },
    enrollment: {
      COURSES_SERVICE: services.courses,
      USERS_SERVICE: services.users,
      CONTENT_SERVICE: services.content,
      EXPIRY_NOTICE_DAYS: process.env.EXPIRY_NOTICE_DAYS,
      ...ownCalls(secrets.enrollmentPassportPrivateKey),
      ...mail,
    },
    content: {
      COURSES_SERVICE: services.courses,
      ENROLLMENT_SERVICE: services.enrollment,
      SELF_CHECK_ORIGIN: publicOrigin(addresses),
      PROGRAMS_FOLDER: programsFolderOf(dataFolder),
      PACKAGING_CONCURRENCY: process.env.PACKAGING_CONCURRENCY,
      ...ownCalls(secrets.contentPassportPrivateKey),
      STORAGE_FOLDER: join(dataFolder, "files"),
      ...Object.fromEntries(STORAGE_VARIABLES.map((variable) => [variable, process.env[variable]])),
      GRANT_SECRET: secrets.grants,
      GRANT_LIFETIME_SECONDS: process.env.GRANT_LIFETIME_SECONDS,
      FILES_LISTEN: filesPort === undefined ? undefined : `${LOOPBACK}:${filesPort}`,
    },
    playback: {
      COURSES_SERVICE: services.courses,
      ENROLLMENT_SERVICE: services.enrollment,
      HEARTBEAT_SECONDS: process.env.HEARTBEAT_SECONDS,
      RETENTION_DAYS: process.env.RETENTION_DAYS,
    },
  }
  return {
    LISTEN: services[name],
    DATABASE_URL: databaseUrls[name],
    DATABASE_CONNECTIONS: process.env.DATABASE_CONNECTIONS,
    DATABASE_WAIT_MS: process.env.DATABASE_WAIT_MS,
    PASSPORT_PUBLIC_KEYS: secrets.passportPublicKey,
    SERVICE_PASSPORT_PUBLIC_KEYS: [
      secrets.usersPassportPublicKey,
      secrets.enrollmentPassportPublicKey,
      secrets.coursesPassportPublicKey,
      secrets.contentPassportPublicKey,
    ].join("\n"),
    PAGE_TOKEN_SECRET: secrets.pageTokens,
    ...own[name],
  }
}

export function subgraphEnvironment(name: ContextName, { addresses, secrets }: Installation): Environment {
  return {
    HOST: LOOPBACK,
    PORT: addresses.subgraphPorts === undefined ? undefined : String(addresses.subgraphPorts[name]),
    PASSPORT_PUBLIC_KEYS: secrets.passportPublicKey,
    [`${name.toUpperCase()}_SERVICE`]: addresses.services[name],
    ...(name === "content" ? { PUBLIC_ORIGIN: publicOrigin(addresses) } : {}),
  }
}

export function gatewayEnvironment({ addresses, secrets }: Installation): Environment {
  const { publicPort, services, filesPort } = addresses
  return {
    HOST: process.env.HOST ?? LOOPBACK,
    PORT: String(publicPort),
    USERS_SERVICE: services.users,
    PASSPORT_PRIVATE_KEY: secrets.passportPrivateKey,
    INTROSPECTION: process.env.INTROSPECTION ?? "true",
    // The same page may be open under either name.
    ALLOWED_ORIGINS: process.env.ALLOWED_ORIGINS ?? `${publicOrigin(addresses)},http://${LOOPBACK}:${publicPort}`,
    SECURE_COOKIES: process.env.SECURE_COOKIES ?? "false",
    // No load balancer has to notice, and nobody waits for long after Ctrl-C.
    DRAIN_MS: process.env.DRAIN_MS ?? "500",
    ...Object.fromEntries(
      [
        "TRUSTED_PROXIES",
        "QUERY_BUDGET_MS",
        "MUTATION_BUDGET_MS",
        "PASSWORD_BUDGET_MS",
        "FETCH_BUDGET_MS",
        "OVERLOAD_TARGET_MS",
        "PERSISTED_OPERATIONS",
        "ONLY_PERSISTED_OPERATIONS",
        "SHARED_ANSWERS_MIB",
        "SHARED_ANSWERS_FRESH_MS",
      ].map((variable) => [variable, process.env[variable]]),
    ),
    ...Object.fromEntries(
      Object.entries(subgraphUrls(addresses) ?? {}).map(([name, url]) => [`${name.toUpperCase()}_SUBGRAPH`, url]),
    ),
    ...(filesPort === undefined ? {} : { FILES_SERVER: `http://${LOOPBACK}:${filesPort}` }),
  }
}
