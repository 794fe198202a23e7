import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { z } from "zod"
import { ConfigError, grpcAddress, httpAddress, processShape, readConfig } from "./config.ts"
import { discoveredAddresses, joinRegistry } from "./discovery.ts"
import { createTelemetry } from "./telemetry.ts"

const shape = {
  USERS_SERVICE: grpcAddress("users-service"),
  USERS_SUBGRAPH: httpAddress("users-subgraph"),
  NAME: z.string().default("x"),
}
const settings = (env: Record<string, string>) => readConfig(processShape, env)
const addresses = (DISCOVERY: "static" | "dns" | "eureka", env: Record<string, string>) => {
  const { USERS_SERVICE, USERS_SUBGRAPH } = discoveredAddresses(shape, env, { DISCOVERY })
  return [USERS_SERVICE, USERS_SUBGRAPH]
}

describe("the addresses of other components", () => {
  const given = { USERS_SERVICE: "users:50051", USERS_SUBGRAPH: "http://users-subgraph:4001/graphql", NAME: "a:1" }

  it("are taken as they are by DISCOVERY=static", () => {
    assert.deepEqual(addresses("static", given), ["users:50051", "http://users-subgraph:4001/graphql"])
  })

  it("stand for all replicas behind a name by DISCOVERY=dns", () => {
    assert.deepEqual(addresses("dns", given), ["dns:///users:50051", "dns+http://users-subgraph:4001/graphql"])
    assert.deepEqual(addresses("dns", { USERS_SERVICE: "unix:/run/x", USERS_SUBGRAPH: "http://a,http://b" }), [
      "unix:/run/x",
      "http://a,http://b",
    ])
    assert.deepEqual(addresses("dns", {}), [undefined, undefined])
    assert.equal(discoveredAddresses(shape, given, { DISCOVERY: "dns" }).NAME, "a:1")
  })

  it("come from the registry by DISCOVERY=eureka, and from what is set until it has answered", () => {
    assert.deepEqual(addresses("eureka", {}), ["eureka:///users-service", "eureka:///users-subgraph"])
    const config = readConfig(shape, discoveredAddresses(shape, given, { DISCOVERY: "eureka" }))
    assert.equal(config.USERS_SERVICE, "eureka:///users-service?fallback=dns%3A%2F%2F%2Fusers%3A50051")
    assert.equal(new URL(config.USERS_SUBGRAPH).searchParams.get("fallback"), "dns+http://users-subgraph:4001/graphql")
    assert.deepEqual(addresses("eureka", { USERS_SERVICE: "eureka:///others" }), [
      "eureka:///others",
      "eureka:///users-subgraph",
    ])
  })

  it("are named where they are malformed, whatever the discovery", () => {
    for (const DISCOVERY of ["static", "dns", "eureka"] as const)
      assert.throws(
        () =>
          readConfig(
            shape,
            discoveredAddresses(shape, { USERS_SERVICE: "users", USERS_SUBGRAPH: "here:1" }, { DISCOVERY }),
          ),
        (error: ConfigError) =>
          error.message ===
          "USERS_SERVICE: host:port, dns:///host:port or unix:/path is expected\n" +
            "USERS_SUBGRAPH: http://host:port/path is expected",
      )
  })
})

describe("the settings of discovery", () => {
  it("are named where they are malformed or missing", async () => {
    for (const [env, message] of [
      [{ DISCOVERY: "consul" }, /^DISCOVERY: /],
      [{ EUREKA_URL: "localhost:8761/eureka" }, /^EUREKA_URL: /],
      [{ EUREKA_URL: "http://a:8761/eureka,nonsense" }, /^EUREKA_URL: /],
      [{ DRAIN_MS: "-1" }, /^DRAIN_MS: /],
    ] as const)
      assert.throws(
        () => settings(env),
        (error) => error instanceof ConfigError && message.test(error.message),
      )
    assert.deepEqual(settings({ EUREKA_URL: "http://a:8761/eureka, http://b:8761/eureka" }).EUREKA_URL, [
      "http://a:8761/eureka",
      "http://b:8761/eureka",
    ])
    await assert.rejects(
      joinRegistry(settings({ DISCOVERY: "eureka" }), createTelemetry({ component: "test", logLevel: "silent" })),
      new ConfigError("EUREKA_URL is not set"),
    )
  })
})
