// Makes the databases and accounts of all services on the server of MYSQL_URL, or sets their passwords, and ends: what
// `npm start` does for itself, for servers of containers.
import { StartError, startFailure } from "@lectern/runtime/lifecycle"
import { ensureServiceDatabase, parseMysqlUrl } from "./service-accounts.ts"

try {
  const { MYSQL_URL: adminUrl, SERVICE_DATABASE_URLS: serviceUrls } = process.env
  if (!adminUrl) throw new StartError("MYSQL_URL is not set")
  if (!serviceUrls) throw new StartError("SERVICE_DATABASE_URLS is not set")
  const admin = parseMysqlUrl(adminUrl)
  for (const url of serviceUrls.trim().split(/\s+/)) {
    const { user = "", password = "", database = "" } = parseMysqlUrl(url)
    if (!password) throw new StartError(`SERVICE_DATABASE_URLS has no password for ${user}`)
    await ensureServiceDatabase(admin, { database, user, password })
    process.stdout.write(`${user} may use the database ${database}\n`)
  }
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`)
  process.exitCode = 1
}
