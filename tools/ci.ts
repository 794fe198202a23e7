// `npm run ci`: all checks and all tests; the last line says how many passed.
import { startTestServer } from "@lectern/test-kit/test-server"
import { checks, runChecks } from "./check.ts"
import { runTests, testFiles } from "./test.ts"

const checked = await runChecks(Object.keys(checks))
const server = await startTestServer()
process.env.TEST_MYSQL_ADMIN_URL = server.url
const tested = await runTests(testFiles([])).finally(() => server.stop())
const failed = checked.failed + tested.failed
const skipped = checked.skipped + tested.skipped
process.stdout.write(
  `\n${checked.passed + tested.passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
)
process.exit(failed > 0 ? 1 : 0)
