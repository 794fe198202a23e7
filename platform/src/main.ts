import { runProcess, startFailure } from "@lectern/runtime/lifecycle"
import { HELP, readOptions } from "./options.ts"
import { startPlatform } from "./platform.ts"

let options
try {
  options = readOptions(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`)
  process.exit(2)
}
if (options === "help") process.stdout.write(HELP)
else {
  const chosen = options
  await runProcess(() => startPlatform(chosen))
}
