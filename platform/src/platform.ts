import { createWriteStream } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { startDatabase } from "@lectern/private-database/private-database"
import { ensureServiceDatabase } from "@lectern/private-database/service-accounts"
import { chooseSocketPath } from "@lectern/private-database/socket-path"
import { processShape, readConfig } from "@lectern/runtime/config"
import { canListen, freePort } from "@lectern/runtime/free-port"
import { StartError, type Stoppable } from "@lectern/runtime/lifecycle"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { lockDataFolder, makeDataFolder, orDiskFull, resetDataFolder } from "./data-folder.ts"
import { demoAccounts, seedDemoData } from "./demo-data.ts"
import {
  CONTEXTS,
  publicOrigin,
  programsFolderOf,
  subgraphUrls,
  type Addresses,
  type ContextName,
  type Installation,
} from "./environment.ts"
import { startMailPage } from "./mail-page.ts"
import type { Options } from "./options.ts"
import { startProcesses } from "./processes.ts"
import { platformSecrets } from "./secrets.ts"
import { removeAddresses, writeAddresses } from "./service-access.ts"

const say = (line: string) => process.stdout.write(`${line}\n`)

/** `npm start`: the private database, all components, demo data, and at last what to open. */
export async function startPlatform(options: Options): Promise<Stoppable> {
  const began = performance.now()
  const settings = readConfig(processShape, process.env)
  const dataFolder = await makeDataFolder(options.dataFolder)
  const stops: Stoppable[] = []
  const stop = async () => {
    for (const part of stops.splice(0).reverse()) await part.stop()
  }
  try {
    stops.push(await lockDataFolder(dataFolder))
    if (options.reset && process.env.MYSQL_URL)
      throw new StartError(
        "--reset deletes the private database only: on the server of MYSQL_URL, drop the databases yourself",
      )
    if (options.reset) await resetDataFolder(dataFolder, say)
    // The cheapest check first: a port in use should not cost the start of a database.
    const chosen = await chooseAddresses(options, dataFolder)
    const mail = process.env.SMTP_URL ? undefined : await startMailPage(chosen.mailPagePort)
    if (mail) stops.push(mail)
    const addresses: Addresses = { ...chosen, ...(mail ? { smtpUrl: mail.smtpUrl } : {}) }
    const [database, components] = await Promise.all([
      startDatabase({
        dataDir: join(dataFolder, "mysql"),
        mysqlUrl: process.env.MYSQL_URL || undefined,
        programsDir: programsFolderOf(dataFolder),
        log: say,
      }).then((started) => {
        stops.push(started)
        return started
      }),
      // Loading the code of all components takes as long as starting the database; the processes load their own.
      options.processes ? undefined : import("./one-process.ts"),
    ])
    const secrets = await platformSecrets(dataFolder)
    const databaseUrls = {} as Record<ContextName, string>
    for (const name of CONTEXTS)
      databaseUrls[name] = await ensureServiceDatabase(database.admin, {
        database: `${process.env.MYSQL_DATABASE_PREFIX ?? ""}${name}`,
        user: `${process.env.MYSQL_DATABASE_PREFIX ?? ""}${name}`,
        password: secrets.databasePassword,
      })
    const tlsFolder = options.tls ? join(dataFolder, "tls") : undefined
    if (tlsFolder) {
      // What makes certificates takes a while to load.
      const { CERTIFIED, writeCertificates } = await import("./certificates.ts")
      await writeCertificates(tlsFolder, CERTIFIED)
    }
    const installation: Installation = {
      addresses,
      secrets,
      databaseUrls,
      dataFolder,
      ...(tlsFolder ? { tlsFolder } : {}),
    }
    const logFile = join(dataFolder, "platform.log")
    let internal: Record<string, string> = { platform: `http://127.0.0.1:${addresses.metricsPort}` }
    let processIds: Record<string, number> = { platform: process.pid }
    if (!components) {
      const processes = await startProcesses(installation, {
        logFile,
        verbose: options.verbose,
        onFailure: (reason) => {
          process.stderr.write(`${reason}\n`)
          if (!options.keepGoing) void stop().finally(() => process.exit(1))
        },
      })
      stops.push(processes)
      ;({ internal, processIds } = processes)
    } else {
      const file = createWriteStream(logFile)
      file.on("error", (error) => process.stderr.write(`the log can't be written: ${error.message}\n`))
      const write = (line: string) => {
        file.write(line)
        if (options.verbose) process.stdout.write(line)
      }
      stops.push({ stop: () => new Promise<void>((resolve) => file.end(() => resolve())) })
      stops.push(
        await components.startInOneProcess(
          installation,
          (component) =>
            createTelemetry({
              component,
              logLevel: settings.LOG_LEVEL,
              zipkinUrl: settings.ZIPKIN_URL,
              traceRatio: settings.TRACE_RATIO,
              logTo: { write },
            }),
          options.demo ? demoAccounts : [],
        ),
      )
    }
    stops.push({ stop: () => removeAddresses(dataFolder) })
    const subgraphs = subgraphUrls(addresses)
    await writeAddresses(dataFolder, {
      graph: `${publicOrigin(addresses)}/graphql`,
      services: addresses.services,
      ...(subgraphs ? { subgraphs } : {}),
      ...(addresses.filesPort ? { files: `http://127.0.0.1:${addresses.filesPort}` } : {}),
      ...(tlsFolder ? { tls: tlsFolder } : {}),
      ...(mail ? { mails: `http://127.0.0.1:${addresses.mailPagePort}/mails.json` } : {}),
      databases: Object.fromEntries(CONTEXTS.map((name) => [name, withoutPassword(databaseUrls[name])])) as Record<
        ContextName,
        string
      >,
      internal,
      processIds,
    })
    if (options.demo) await seedDemoData(installation, say)
    announce(addresses, { seconds: (performance.now() - began) / 1000, demo: options.demo, logFile })
  } catch (error) {
    await stop()
    throw await orDiskFull(dataFolder, error)
  }
  return { stop }
}

function withoutPassword(url: string): string {
  const place = new URL(url)
  place.password = ""
  return place.href
}

async function chooseAddresses(options: Options, dataFolder: string): Promise<Addresses> {
  const publicPort = options.port || (await freePort())
  const metricsPort = options.port ? options.port + 1 : await freePort()
  const mailPagePort = options.port ? options.port + 2 : await freePort()
  for (const port of [publicPort, metricsPort, mailPagePort])
    if (!(await canListen(port)))
      throw new StartError(`port ${port} is in use: stop what listens there, or choose another with --port`)
  const services = {} as Addresses["services"]
  if (!options.processes) {
    for (const name of CONTEXTS) {
      const path = await chooseSocketPath(join(dataFolder, "sockets"), `${name}.sock`)
      // One that was left by a process that was killed.
      await rm(path, { force: true })
      services[name] = `unix:${path}`
    }
    return { publicPort, metricsPort, mailPagePort, services }
  }
  const subgraphPorts = {} as Record<ContextName, number>
  for (const name of CONTEXTS) {
    services[name] = `127.0.0.1:${await freePort()}`
    subgraphPorts[name] = await freePort()
  }
  return { publicPort, metricsPort, mailPagePort, services, subgraphPorts, filesPort: await freePort() }
}

function announce(
  addresses: Addresses,
  { seconds, demo, logFile }: { seconds: number; demo: boolean; logFile: string },
): void {
  const origin = publicOrigin(addresses)
  const lines = [
    "",
    `Lectern is ready (${seconds.toFixed(1)} s)`,
    "",
    `  graph       ${origin}/graphql`,
    `  GraphiQL    ${origin}/graphiql`,
    `  health      ${origin}/healthz`,
    `  metrics     http://localhost:${addresses.metricsPort}/metrics`,
    ...(process.env.SMTP_URL ? [] : [`  mails       http://localhost:${addresses.mailPagePort}/`]),
    `  log         ${logFile}`,
    "",
  ]
  if (demo)
    for (const { role, email, password } of demoAccounts) lines.push(`  ${role.padEnd(11)} ${email}   ${password}`)
  say([...lines, "", "Ctrl-C stops everything and keeps the data; npm start -- --reset begins anew."].join("\n"))
}
