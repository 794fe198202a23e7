import { fileURLToPath } from "node:url"
import { StartError } from "@lectern/runtime/lifecycle"
import { parseWords } from "./command-line.ts"

export interface Options {
  port: number
  dataFolder: string
  reset: boolean
  demo: boolean
  /** Each component in a process of its own. */
  processes: boolean
  /** Whether the other processes go on when one has ended. */
  keepGoing: boolean
  verbose: boolean
  /** Whether processes talk to each other by TLS. */
  tls: boolean
}

export const DEFAULT_PORT = 4000
export const DEFAULT_DATA = fileURLToPath(new URL("../../.data/", import.meta.url))

export const HELP = `Starts the whole platform on this machine, with demo data.

  npm start -- [options]

  --port N        public port (default ${DEFAULT_PORT}); metrics and mails are on the next two; 0 takes free ones
  --data FOLDER   where the database, files and logs are kept (default .data)
  --reset         delete that data first and begin anew
  --no-demo       no demo accounts and courses
  --processes     every service, subgraph and the gateway as a process of its own
  --keep-going    with --processes: when one ends, the others go on; addresses.json in the data folder has their ids
  --tls           with --processes: they talk to each other by TLS only, each with a certificate of its own
  --verbose       log to the terminal too, not only to the log file
  --help          this text

Environment: MYSQL_URL (an account of a MySQL 8 or MariaDB server that may make databases and accounts; without it the
platform runs a private MariaDB), SMTP_URL (a mail server; without it mails are caught and
shown), ZIPKIN_URL, LOG_LEVEL and what .env.example marks with [npm start].
`

/** The command line, or "help". Throws StartError for words that mean nothing. */
export function readOptions(words: string[]): Options | "help" {
  const { values } = parseWords(
    {
      args: words,
      allowNegative: true,
      options: {
        port: { type: "string" },
        data: { type: "string" },
        reset: { type: "boolean", default: false },
        demo: { type: "boolean", default: true },
        processes: { type: "boolean", default: false },
        "keep-going": { type: "boolean", default: false },
        tls: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    },
    "npm start -- --help",
  )
  if (values.help) return "help"
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port)
  // Metrics and mails are on the next two ports.
  if (values.port === "" || !Number.isInteger(port) || port < 0 || port > 65_533)
    throw new StartError(`--port: a whole number from 0 to 65533 is expected, got ${values.port}`)
  if (values.tls && !values.processes) throw new StartError("--tls: one process talks to nobody; add --processes")
  if (values.data === "") throw new StartError("--data: a folder is expected")
  return {
    port,
    dataFolder: values.data ?? DEFAULT_DATA,
    reset: values.reset,
    demo: values.demo,
    processes: values.processes,
    keepGoing: values["keep-going"],
    verbose: values.verbose,
    tls: values.tls,
  }
}
