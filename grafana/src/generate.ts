// `node grafana/src/generate.ts`, a part of `npm run codegen`: dashboards as code → what Grafana and Kibana import.
import { mkdir, writeFile } from "node:fs/promises"
import { business } from "./business.ts"
import { toGrafana } from "./dashboard.ts"
import { gateway } from "./gateway.ts"
import { kibanaObjects } from "./kibana.ts"
import { overview } from "./overview.ts"
import { playback } from "./playback.ts"
import { runtime } from "./runtime.ts"
import { services } from "./services.ts"

const GRAFANA = new URL("../dashboards/", import.meta.url)
const KIBANA = new URL("../../ops/kibana/", import.meta.url)

await mkdir(GRAFANA, { recursive: true })
for (const dashboard of [overview, gateway, services, playback, business, runtime])
  await writeFile(new URL(`${dashboard.uid}.json`, GRAFANA), `${JSON.stringify(toGrafana(dashboard), null, 2)}\n`)
await mkdir(KIBANA, { recursive: true })
await writeFile(
  new URL("requests.ndjson", KIBANA),
  kibanaObjects.map((object) => `${JSON.stringify(object)}\n`).join(""),
)
