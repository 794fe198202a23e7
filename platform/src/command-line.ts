import { parseArgs, type ParseArgsConfig } from "node:util"
import { ServiceError } from "@lectern/rpc/errors"
import { StartError, startFailure } from "@lectern/runtime/lifecycle"

/** The words of a command line. Throws StartError, in one line, for those that mean nothing; `help` says where help is. */
export function parseWords<const Config extends ParseArgsConfig>(
  config: Config,
  help: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new StartError(`${(error as Error).message.split(". To specify")[0]}: see ${help}`)
  }
}

/** Tells at the terminal why a command failed, in one line where it is the operator's to mend, and ends with `status`. */
export function endCommand(error: unknown, status: number): void {
  const isKnown = error instanceof StartError || error instanceof ServiceError
  process.stderr.write(`${isKnown ? error.message : startFailure(error)}\n`)
  process.exitCode = status
}
