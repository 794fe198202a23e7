import assert from "node:assert/strict"
import { globSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "node:test"
import { ROOT } from "./documents.ts"
import { findPrometheusProgram, PROMETHEUS_FOLDER, runTool } from "./prometheus-server.ts"

const promtool = await findPrometheusProgram("promtool")
const amtool = await findPrometheusProgram("amtool")
for (const program of [promtool, amtool])
  if ("missing" in program) process.stderr.write(`SKIPPED: a check of the rules. ${program.missing}\n`)

const textsOf = (pattern: string) =>
  globSync(pattern, { cwd: PROMETHEUS_FOLDER })
    .map((path) => readFileSync(join(PROMETHEUS_FOLDER, path), "utf8"))
    .join("\n")
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name).sort()
const RULES = textsOf("rules/*.yml")
const ALERTS = matches(RULES, /- alert: (\w+)/g)

describe("the rules of Prometheus", () => {
  it("are what Prometheus reads, as its whole configuration is", async (test) => {
    if ("missing" in promtool) return test.skip(promtool.missing)
    const { ok, output } = await runTool(promtool, ["check", "config", "prometheus.yml"])
    assert.ok(ok && !output.includes("FAILED"), output)
  })

  it("fire and end as their tests say", async (test) => {
    if ("missing" in promtool) return test.skip(promtool.missing)
    const tests = globSync("rules/tests/*.yml", { cwd: PROMETHEUS_FOLDER })
    const { ok, output } = await runTool(promtool, ["test", "rules", ...tests])
    assert.ok(ok, output)
  })

  it("have a test for every alert", () => {
    assert.deepEqual(matches(textsOf("rules/tests/*.yml"), /- name: (\w+)/g), ALERTS)
  })

  it("link every alert to a page of its own that is there, and no page is without an alert", () => {
    const pageOf = (alert: string) => `${alert.replaceAll(/\B[A-Z]/g, "-$&").toLowerCase()}.md`
    assert.deepEqual(
      matches(RULES, /runbook_url: "\{\{ \$externalLabels\.runbooks \}\}\/(\S+)"/g),
      ALERTS.map(pageOf).sort(),
    )
    assert.deepEqual(readdirSync(join(ROOT, "docs/runbooks")).sort(), ALERTS.map(pageOf).sort())
    for (const alert of ALERTS) {
      const text = readFileSync(join(ROOT, "docs/runbooks", pageOf(alert)), "utf8")
      assert.match(text, new RegExp(`^# ${alert}\n\n[^]+\n## Look\n\n[^]+\n## Mend\n\n`), alert)
    }
  })

  it("say how urgent every alert is", () => {
    assert.equal(matches(RULES, /severity: (page|ticket)\b/g).length, ALERTS.length)
  })

  it("reach people: the configuration of Alertmanager is what it reads, and pages go to who is on call", async (test) => {
    if ("missing" in amtool) return test.skip(amtool.missing)
    const { ok, output } = await runTool(amtool, ["check-config", "alertmanager.yml"])
    assert.ok(ok, output)
    for (const [severity, receiver] of [
      ["page", "on-call"],
      ["ticket", "tickets"],
    ] as const) {
      const words = ["config", "routes", "test", "--config.file=alertmanager.yml", `severity=${severity}`]
      assert.equal((await runTool(amtool, words)).output.split("\n")[0], receiver)
    }
  })
})

describe("the saved objects of Kibana", () => {
  const objects = readFileSync(join(ROOT, "ops/kibana/requests.ndjson"), "utf8")
    .trimEnd()
    .split("\n")
    .map(
      (line) =>
        JSON.parse(line) as {
          id: string
          type: string
          attributes: Record<string, string>
          references: { id: string; type: string; name: string }[]
        },
    )

  it("refer to each other only", () => {
    const known = new Set(objects.map(({ id, type }) => `${type} ${id}`))
    for (const { references } of objects)
      for (const { id, type } of references) assert.ok(known.has(`${type} ${id}`), `${type} ${id}`)
  })

  it("show spans as Zipkin keeps them", () => {
    const [dataView] = objects
    assert.deepEqual(
      [dataView?.type, dataView?.attributes.title, dataView?.attributes.timeFieldName],
      ["index-pattern", "zipkin-span-*", "timestamp_millis"],
    )
    // Of the index template of Zipkin 3, and what the data view makes of them.
    const fields = [
      "traceId",
      "name",
      "kind",
      "duration",
      "localEndpoint.serviceName",
      "timestamp_millis",
      "_q",
      "duration_ms",
    ]
    for (const { type, attributes } of objects.filter(({ attributes: { visState } }) => visState !== undefined)) {
      const { aggs } = JSON.parse(attributes.visState ?? "") as { aggs: { params: { field?: string } }[] }
      assert.equal(type, "visualization")
      for (const { params } of aggs)
        assert.ok(params.field === undefined || fields.includes(params.field), params.field)
    }
  })
})
