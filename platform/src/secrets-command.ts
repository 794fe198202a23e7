// `npm run secrets`: the secrets of an installation of containers, as one file of variables for each component.
import { createHmac } from "node:crypto"
import { mkdir, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { formatMysqlUrl } from "@lectern/private-database/service-accounts"
import { StartError, startFailure } from "@lectern/runtime/lifecycle"
import {
  CONTEXTS,
  gatewayEnvironment,
  serviceEnvironment,
  subgraphEnvironment,
  type ContextName,
  type Installation,
} from "./environment.ts"
import { CERTIFIED, writeCertificates } from "./certificates.ts"
import { platformSecrets } from "./secrets.ts"

const HELP = `Makes the secrets of an installation of containers: a file of variables for each component, with what is secret
or made of secrets in it and nothing else, and in tls/ a folder with its certificate. Said again it writes the same ones, those that a
newer release needs, and certificates in place of those that end within a year.

  npm run secrets
  --folder FOLDER      where to (default secrets)
  --mysql HOST:PORT    the database server, as the services see it (default mysql:3306, of docker-compose.yml)
  --help               this text
`

/** Writes the files; returns their names. */
export async function writeSecrets(folder: string, mysql: string): Promise<string[]> {
  const [, host, port] = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(mysql) ?? []
  if (!host) throw new StartError(`--mysql: HOST:PORT is expected, got ${mysql}`)
  // Containers run as a user that this machine may not know, and see single files of the folder.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const secrets = await platformSecrets(folder)
  const derived = (purpose: string) =>
    createHmac("sha256", secrets.databasePassword).update(purpose).digest("base64url")
  const account = (user: string, database: string) =>
    formatMysqlUrl({
      host: host.replace(/^\[(.*)\]$/, "$1"),
      port: Number(port),
      user,
      password: derived(`database account ${user}`),
      database,
    })
  const databaseUrls = Object.fromEntries(CONTEXTS.map((name) => [name, account(name, name)])) as Record<
    ContextName,
    string
  >
  const nowhere = Object.fromEntries(CONTEXTS.map((name) => [name, ""])) as Record<ContextName, string>
  const installation: Installation = {
    addresses: { publicPort: 0, metricsPort: 0, mailPagePort: 0, services: nowhere },
    secrets,
    databaseUrls,
    dataFolder: folder,
  }
  const known = [...Object.values(secrets), ...Object.values(databaseUrls)]
  const secretOnly = (environment: Record<string, string | undefined>) =>
    Object.entries(environment).filter(([, value]) => value && known.some((secret) => value.includes(secret)))
  const storeKey = { id: "lectern", secret: derived("file store") }
  const files: Record<string, [string, string | undefined][]> = {
    "database-accounts.env": [
      ["MYSQL_URL", account("root", "")],
      ["SERVICE_DATABASE_URLS", Object.values(databaseUrls).join(" ")],
    ],
    "file-store.env": [
      ["ROOT_ACCESS_KEY", storeKey.id],
      ["ROOT_SECRET_KEY", storeKey.secret],
    ],
    "gateway.env": secretOnly(gatewayEnvironment(installation)),
  }
  for (const name of CONTEXTS) {
    files[`${name}-subgraph.env`] = secretOnly(subgraphEnvironment(name, installation))
    files[`${name}-service.env`] = secretOnly(serviceEnvironment(name, installation))
  }
  files["content-service.env"]?.push(["S3_ACCESS_KEY_ID", storeKey.id], ["S3_SECRET_ACCESS_KEY", storeKey.secret])
  const texts: Record<string, string> = {
    "mysql-root-password": derived("database account root"),
    "grafana-admin-password": derived("grafana admin"),
  }
  // No quotes, so that Node, Docker and kubectl read the same; the components take \n for line breaks.
  for (const [file, variables] of Object.entries(files))
    texts[file] = variables.map(([name, value = ""]) => `${name}=${value.trim().replaceAll("\n", "\\n")}\n`).join("")
  for (const [file, text] of Object.entries(texts)) await writeFile(join(folder, file), text, { mode: 0o644 })
  await writeCertificates(join(folder, "tls"), CERTIFIED)
  return Object.keys(texts)
}

if (import.meta.main)
  try {
    const { values } = parseArgs({
      options: {
        folder: { type: "string", default: "secrets" },
        mysql: { type: "string", default: "mysql:3306" },
        help: { type: "boolean", default: false },
      },
    })
    if (values.help) process.stdout.write(HELP)
    else {
      const folder = resolve(values.folder)
      const files = await writeSecrets(folder, values.mysql)
      process.stdout.write(
        `${folder} has ${files.length} files, and certificates in tls: keep it as safe as the data, and a copy elsewhere\n`,
      )
    }
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`)
    process.exitCode = 1
  }
