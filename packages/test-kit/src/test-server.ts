import { randomBytes } from "node:crypto"
import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { initialiseDataDirectory } from "@lectern/private-database/data-directory"
import { commonArguments, findServer } from "@lectern/private-database/database-server"
import { makePrivateFolder } from "@lectern/private-database/private-folder"
import { runServer } from "@lectern/private-database/server-process"
import { formatMysqlUrl } from "@lectern/private-database/service-accounts"
import { PROGRAMS_FOLDER } from "./programs-folder.ts"

const REDO_LOG_MIB = 8

/**
 * Starts an empty database server for tests in a folder of its own, which `stop` deletes; both also happen when this
 * process ends in any other way. It trades all durability for speed. `url` is that of an account that may do anything.
 */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const log = (line: string) => console.error(line)
  const server = await findServer({ programsDir: PROGRAMS_FOLDER, log })
  const cache = join(tmpdir(), `lectern-test-${process.getuid?.()}`)
  await makePrivateFolder(cache)
  // Copying an empty database is ten times as fast as making one.
  const template = join(cache, `${server.flavour}-${server.version}`)
  await initialiseDataDirectory(server, template, REDO_LOG_MIB)

  // The socket goes there too, and its path must not be long.
  const folder = await mkdtemp(join(tmpdir().length < 80 ? tmpdir() : "/tmp", "lectern-db-"))
  try {
    await cp(template, join(folder, "data"), { recursive: true })
    const running = await runServer({
      server,
      dataDir: folder,
      socketPath: join(folder, "sock"),
      pidFile: join(folder, "pid"),
      adminPassword: randomBytes(16).toString("hex"),
      arguments: [
        ...commonArguments(server.flavour),
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
        "--innodb-doublewrite=OFF",
        "--innodb-buffer-pool-size=32M",
      ],
      disposable: true,
      log,
    })
    return { url: formatMysqlUrl(running.admin), stop: running.stop }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
