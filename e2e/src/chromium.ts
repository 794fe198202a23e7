import { fileURLToPath } from "node:url"
import { findProgram } from "@lectern/private-database/debian-packages"
import { chromium, type Browser } from "playwright-core"

// Where `npm start` keeps fetched programs too.
const PROGRAMS_FOLDER = fileURLToPath(new URL("../../.data/programs", import.meta.url))

/**
 * A headless Chromium: the machine's own, or one out of Debian packages, which are fetched once. It reaches this machine
 * and nothing else. Where there is no way to get one, why.
 */
export async function launchChromium(): Promise<Browser | { missing: string }> {
  const reasons: string[] = []
  const program = await findProgram({
    names: ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
    packages: ["chromium|chromium-browser"],
    into: PROGRAMS_FOLDER,
    log: (line) => reasons.push(line),
  })
  if (!program) return { missing: reasons.join("; ") }
  return chromium.launch({
    executablePath: program.path,
    env: { ...process.env, ...program.env },
    args: [
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--autoplay-policy=no-user-gesture-required",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  })
}
