import assert from "node:assert/strict"
import { afterEach, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import { GRPC_ADDRESS, HTTP_ADDRESS, pathOf, replicasOf, useRegistry } from "./replicas.ts"

describe("an address", () => {
  const ends: (() => void)[] = []
  afterEach(() => ends.splice(0).forEach((end) => end()))
  const watched = (address: string) => {
    const lists: (readonly string[])[] = []
    ends.push(replicasOf(address).watch((list) => lists.push(list)))
    return lists
  }

  it("is one of a few forms", () => {
    for (const good of [
      "unix:/run/x.sock",
      "a:1",
      "10.0.0.1:1, [::1]:2",
      "dns:///users:50051",
      "eureka:///users-service",
    ])
      assert.match(good, GRPC_ADDRESS)
    for (const bad of ["", "a", "a:b", "http://a:1", "a:1/x", "a:1,", "dns:///a", "eureka:/x", "unix:"])
      assert.doesNotMatch(bad, GRPC_ADDRESS)
    for (const good of [
      "http://a:1/graphql",
      "https://a",
      "http://a:1,http://b:1",
      "dns+http://a:1/graphql",
      "eureka:///x",
    ])
      assert.match(good, HTTP_ADDRESS)
    for (const bad of ["", "a:1", "ftp://a", "http://", "http://a b", "http://a,b"])
      assert.doesNotMatch(bad, HTTP_ADDRESS)
  })

  it("lists replicas as they are, and URLs by their origins", () => {
    assert.deepEqual(watched("a:1,b:2"), [["a:1", "b:2"]])
    assert.deepEqual(watched("unix:/run/x.sock"), [["unix:/run/x.sock"]])
    assert.deepEqual(watched("http://a:1/graphql, http://b:2/graphql"), [["http://a:1", "http://b:2"]])
  })

  it("has a path where it is a URL", () => {
    assert.equal(pathOf("http://a:1/graphql?x=1,http://b:2/"), "/graphql?x=1")
    assert.equal(pathOf("dns+http://a:1/graph"), "/graph")
    assert.equal(pathOf("eureka:///x?fallback=dns%2Bhttp%3A%2F%2Fa%3A1%2Fgraph"), "/graph")
    for (const without of ["http://a:1", "a:1", "eureka:///x"]) assert.equal(pathOf(without), undefined)
  })

  it("stands for all addresses behind a name", async () => {
    const [grpc, http] = [watched("dns:///localhost:50051"), watched("dns+http://localhost:4001/graphql")]
    while (grpc.length === 0 || http.length === 0) await delay(5)
    assert.ok(grpc[0]?.some((address) => address === "127.0.0.1:50051" || address === "[::1]:50051"))
    assert.ok(http[0]?.some((address) => address === "http://127.0.0.1:4001" || address === "http://[::1]:4001"))
  })

  it("is looked up in the registry, and taken as it is until that knows something", () => {
    let tell: (addresses: readonly string[]) => void = () => {}
    const asked: string[] = []
    useRegistry({
      replicasOf: (component) => {
        asked.push(component)
        return { watch: (told) => ((tell = told), () => {}) }
      },
    })
    const lists = watched("eureka:///users-service?fallback=a%3A1%2Cb%3A1")
    assert.deepEqual(lists, [["a:1", "b:1"]])
    tell(["c:1"])
    tell([])
    assert.deepEqual(lists, [["a:1", "b:1"], ["c:1"], []])
    assert.deepEqual(asked, ["users-service"])
  })
})
