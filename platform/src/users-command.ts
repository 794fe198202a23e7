// `npm run users -- …`: what an operator does to accounts from a terminal.
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { StartError } from "@lectern/runtime/lifecycle"
import { endCommand, parseWords } from "./command-line.ts"
import { DEFAULT_DATA } from "./options.ts"
import { accessRunningServices, accessServices, type ServiceAccess } from "./service-access.ts"

const HELP = `Does things to accounts and keys that nobody may do through the graph.

  npm run users -- make-admin EMAIL   makes the account with this address an administrator: the first one of an
                                      installation signs up like everybody else and is then made one here
  npm run users -- rotate-keys        makes the next key that signs access tokens: published now, in use ten minutes
                                      later; those before it end with their last tokens. While one waits for its time,
                                      says so again
  --data FOLDER                       of the platform that npm start runs (default .data)
  --help                              this text

An installation of its own processes is reached with two variables instead: USERS_SERVICE, the gRPC address of the users
service, and PASSPORT_PRIVATE_KEY, the gateway's; and by TLS with a third, TLS_FOLDER.
`

type Users = Pick<ServiceAccess, "users" | "auth" | "asAdmin">

const COMMANDS: Record<string, (access: Users, words: string[]) => Promise<string>> = {
  "make-admin": async ({ users, asAdmin }, [email = "", ...others]) => {
    if (email === "" || others.length > 0) throw new StartError("make-admin: one e-mail address is expected")
    const address = email.trim().normalize("NFC").toLowerCase()
    const { users: found } = await users.listUsers({ emailPrefix: address, pageSize: 1 }, asAdmin())
    // In the order of addresses, so the address itself is the first that begins with it.
    const user = found.find((each) => each.email === address)
    if (!user) throw new StartError(`no account has the address ${address}: sign up with it first`)
    if (user.role === "ROLE_ADMIN") return `${address} is an administrator already`
    await users.setUserRole({ userId: user.id, role: "ROLE_ADMIN", etag: user.etag }, asAdmin())
    return `${address} is an administrator now, and signs in anew`
  },
  "rotate-keys": async ({ auth, asAdmin }, words) => {
    if (words.length > 0) throw new StartError("rotate-keys: nothing else is expected")
    const { kid, beginTime, retireTime } = await auth.rotateSigningKey({}, asAdmin())
    return `key ${kid} signs from ${fromTimestamp(beginTime).toISOString()} on; the keys before it end at ${fromTimestamp(retireTime).toISOString()}`
  },
}

async function run(words: string[]): Promise<string> {
  const { values, positionals } = parseWords(
    {
      args: words,
      allowPositionals: true,
      options: { data: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
    },
    "npm run users -- --help",
  )
  const [name = "", ...rest] = positionals
  if (values.help) return HELP
  const command = Object.hasOwn(COMMANDS, name) ? required(COMMANDS[name]) : undefined
  if (!command)
    throw new StartError(`one of ${Object.keys(COMMANDS).join(", ")} is expected: see npm run users -- --help`)
  const access = await openAccess(values.data)
  try {
    return `${await command(access, rest)}\n`
  } finally {
    access.close()
  }
}

async function openAccess(dataFolder: string | undefined): Promise<ServiceAccess> {
  const { USERS_SERVICE: address, PASSPORT_PRIVATE_KEY: key, TLS_FOLDER: tlsFolder } = process.env
  if (address && key)
    return accessServices(
      { users: address, courses: address, enrollment: address, content: address, playback: address },
      key.replaceAll("\\n", "\n"),
      tlsFolder,
    )
  try {
    return await accessRunningServices(dataFolder ?? DEFAULT_DATA)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
    throw new StartError(
      "no platform runs here: start it, name its --data, or set USERS_SERVICE and PASSPORT_PRIVATE_KEY",
    )
  }
}

try {
  process.stdout.write(await run(process.argv.slice(2)))
} catch (error) {
  endCommand(error, 1)
}
