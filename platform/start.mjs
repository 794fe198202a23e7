// The first line of `npm start`: says what is missing where Node is too old to read the sources at all.
import module from "node:module"
import { fileURLToPath } from "node:url"

const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 24 || (major === 24 && minor < 4)) {
  console.error(
    `Node 24.4 or newer is needed, this is ${process.versions.node}. On Linux "npm ci" brings one along (npm start uses it); elsewhere install it from nodejs.org or with "brew install node@24".`,
  )
  process.exit(1)
}
// Otherwise graphql-js looks at every value twice, for a mistake that only a developer of schemas can make.
process.env.NODE_ENV ??= "production"
// The second start takes half the time of the first. Not in the folder for temporary files, where others may write.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../.data/compile-cache", import.meta.url))
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
await import("./src/main.ts")
