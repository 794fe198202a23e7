import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { before, describe, it } from "node:test"
import { parseAllDocuments } from "yaml"
import { ROOT } from "./check.ts"
import { renderChart, VALUE_SETS } from "./check-deployment.ts"
import { CALLERS, spiffeId } from "@lectern/runtime/identity"
import { componentFolders, readSettings } from "./component-settings.ts"

interface Manifest {
  kind: string
  metadata: { name: string; labels: Record<string, string>; annotations?: Record<string, string> }
  data?: Record<string, string>
  spec: unknown
}
interface Container {
  image: string
  command?: string[]
  ports?: { name: string; containerPort: number }[]
  lifecycle: { preStop: { sleep: { seconds: number } } }
  securityContext: object
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[]
}
interface PodSpec {
  containers: [Container]
  terminationGracePeriodSeconds: number
  securityContext: { runAsNonRoot: boolean; runAsUser: number }
  automountServiceAccountToken: boolean
  volumes?: { name: string; secret?: { secretName: string } }[]
}
interface Peer {
  podSelector?: { matchExpressions?: { values: string[] }[] }
}

const rendered = (words: readonly string[]): Manifest[] => {
  const { ok, output } = renderChart(words)
  assert.ok(ok, output)
  return parseAllDocuments(output)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null)
}
const { skipped } = renderChart([])

describe("the chart", { skip: skipped ?? false }, () => {
  let standard: Manifest[]
  let whole: Manifest[]
  const of = <Spec>(kind: string, from = standard) =>
    from.filter((each) => each.kind === kind) as (Omit<Manifest, "spec"> & { spec: Spec })[]
  const components = Object.keys(componentFolders)
  before(() => {
    standard = rendered([])
    whole = rendered(VALUE_SETS[2] as string[])
  })
  const podsOf = () =>
    of<{ template: { spec: PodSpec } }>("Deployment").map(({ metadata, spec }) => ({
      name: metadata.name,
      pod: spec.template.spec,
    }))

  it("has every component, with the variables that it starts with", async () => {
    const names = components.map((name) => `lectern-${name}`).sort()
    for (const kind of [
      "Deployment",
      "ConfigMap",
      "ServiceAccount",
      "NetworkPolicy",
      "HorizontalPodAutoscaler",
      "PodDisruptionBudget",
    ])
      assert.deepEqual(
        of(kind)
          .map(({ metadata }) => metadata.name)
          .sort(),
        names,
        kind,
      )
    for (const { metadata, data = {} } of of("ConfigMap"))
      await readSettings(metadata.name.replace("lectern-", ""), data)
  })

  it("names hosts and ports that are there in every address", () => {
    const ports = new Map(
      of<{ ports: { port: number }[] }>("Service").map(({ metadata, spec }) => [
        metadata.name,
        spec.ports.map(({ port }) => port),
      ]),
    )
    for (const { metadata, data = {} } of of("ConfigMap"))
      for (const [variable, value] of Object.entries(data)) {
        const [, host = "", port] = /\b(lectern-[\w-]+):(\d+)/.exec(value) ?? []
        if (/_(SERVICE|SUBGRAPH|SERVER)$/.test(variable))
          assert.ok(ports.get(host)?.includes(Number(port)), `${metadata.name}: ${variable}=${value}`)
      }
  })

  it("shows the outside nothing but the gateway", () => {
    for (const words of VALUE_SETS) {
      for (const { metadata, spec } of of<{ type?: string; clusterIP?: string }>("Service", rendered(words))) {
        assert.ok(spec.type === undefined || spec.type === "ClusterIP", metadata.name)
        if (metadata.name !== "lectern-gateway") assert.equal(spec.clusterIP, "None", metadata.name)
      }
    }
    const [ingress] = of<{
      rules: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[]
    }>("Ingress", whole)
    const paths = ingress?.spec.rules.flatMap(({ http }) => http.paths) ?? []
    assert.ok(["/graphql", "/auth", "/files"].every((path) => paths.some((each) => each.path === path)))
    for (const { backend } of paths) assert.equal(backend.service.name, "lectern-gateway")
  })

  it("lets each component be called by its callers alone", () => {
    const callers = Object.fromEntries(
      of<{ ingress: { ports: { port: string }[]; from?: Peer[] }[] }>("NetworkPolicy").flatMap(({ metadata, spec }) =>
        spec.ingress
          .filter(({ ports }) => ports[0]?.port !== "metrics")
          .map(({ ports, from }) => [
            `${metadata.name.replace("lectern-", "")}/${ports[0]?.port}`,
            from?.flatMap(({ podSelector }) => podSelector?.matchExpressions?.[0]?.values ?? []) ?? "everybody",
          ]),
      ),
    )
    const components = Object.entries(CALLERS).map(([port, names]) => [
      port,
      names.filter((name) => name !== "operator").sort(),
    ])
    assert.deepEqual(callers, { "gateway/http": "everybody", ...Object.fromEntries(components) })
  })

  it("gives each component a certificate of its own, and the operator one, where there is to be TLS", async () => {
    const certificates = of<{ secretName: string; uris: string[] }>("Certificate", whole)
    assert.deepEqual(
      certificates.map(({ spec }) => spec.uris),
      [...components.sort(), "operator"].map((name) => [spiffeId(name)]),
    )
    for (const { metadata, spec } of of<{ template: { spec: PodSpec } }>("Deployment", whole)) {
      const { volumes, containers } = spec.template.spec
      const secret = volumes?.find(({ name }) => name === "tls")?.secret?.secretName
      const { spec: certificate } = certificates.find((each) => each.spec.secretName === secret) ?? {}
      assert.deepEqual(certificate?.uris, [spiffeId(metadata.name.replace("lectern-", ""))])
      const mounted = containers[0].volumeMounts?.find(({ name }) => name === "tls")
      const { data } = of("ConfigMap", whole).find((each) => each.metadata.name === metadata.name) ?? {}
      assert.deepEqual([data?.TLS_FOLDER, mounted?.readOnly], [mounted?.mountPath, true])
    }
    assert.deepEqual([of("Certificate"), of("ConfigMap").filter(({ data }) => data?.TLS_FOLDER)], [[], []])
  })

  it("gives a process the time to end that it takes", () => {
    const lifecycle = readFileSync(join(ROOT, "packages/runtime/src/lifecycle.ts"), "utf8")
    const stopLimitMs = Number(/STOP_LIMIT_MS = ([\d_]+)/.exec(lifecycle)?.[1]?.replaceAll("_", ""))
    for (const { name, pod } of podsOf()) {
      const { seconds } = pod.containers[0].lifecycle.preStop.sleep
      assert.ok(pod.terminationGracePeriodSeconds * 1000 > seconds * 1000 + stopLimitMs, name)
    }
  })

  it("runs nothing as root, writes nothing, and talks to no Kubernetes", () => {
    for (const { name, pod } of podsOf()) {
      assert.deepEqual([pod.securityContext.runAsNonRoot, pod.securityContext.runAsUser], [true, 1000], name)
      assert.deepEqual(pod.containers[0].securityContext, {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      })
      assert.equal(pod.automountServiceAccountToken, false, name)
    }
  })

  it("migrates each service's database before anything else, by migrations that are in its image", () => {
    const jobs = of<{ template: { spec: PodSpec } }>("Job")
    assert.equal(jobs.length, 5)
    for (const { metadata, spec } of jobs) {
      assert.equal(metadata.annotations?.["helm.sh/hook"], "pre-install,pre-upgrade")
      const { command = [], image } = spec.template.spec.containers[0]
      const component = metadata.name.replace(/^lectern-|-migration$/g, "")
      assert.match(image, new RegExp(`/${component}:`))
      for (const path of command.slice(1)) assert.ok(existsSync(join(ROOT, path.replace("/app/", ""))), path)
      assert.equal(command.at(-1), `/app/${componentFolders[component]}/migrations`)
    }
  })

  it("has Prometheus read every component, with the alerts and dashboards of this repository", () => {
    const [monitor] = of<{ selector: { matchLabels: Record<string, string> }; endpoints: object[] }>(
      "ServiceMonitor",
      whole,
    )
    const [service] = of<{ selector: Record<string, string> }>("Service", whole).filter(({ metadata }) =>
      metadata.name.endsWith("-metrics"),
    )
    for (const [label, value] of Object.entries(monitor?.spec.selector.matchLabels ?? {}))
      assert.equal(service?.metadata.labels[label], value)
    assert.deepEqual(monitor?.spec.endpoints, [{ port: "metrics", interval: "15s" }])
    assert.ok(of<{ groups: object[] }>("PrometheusRule", whole).some(({ spec }) => spec.groups.length > 0))
    const dashboards = of("ConfigMap", whole).filter(({ metadata }) => metadata.labels.grafana_dashboard === "1")
    assert.ok(dashboards.length > 0)
    for (const { data = {} } of dashboards) for (const text of Object.values(data)) assert.ok(JSON.parse(text))
  })

  it("refuses values that mean nothing, and secrets where everybody can read them", () => {
    for (const [value, complaint] of [
      ["components.gateway.replica=3", /additional properties 'replica' not allowed/],
      ["components.mail.replicas=1", /additional properties 'mail' not allowed/],
      ["components.users-service.environment.PASSWORD_PEPPER=abc", /PASSWORD_PEPPER/],
      ["lifecycle.stopSeconds=10", /minimum/],
      ["autoscaling.enabled=maybe", /got string, want boolean/],
      ["tls.duration=90d", /pattern/],
    ] as const) {
      const { ok, output } = renderChart([`--set=${value}`])
      assert.equal(ok, false, value)
      assert.match(output, complaint)
    }
  })
})
