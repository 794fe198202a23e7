import assert from "node:assert/strict"
import { beforeEach, describe, it } from "node:test"
import { replicaPool, type ReplicaPool } from "./replica-pool.ts"

describe("a pool of replicas", () => {
  let now = 1000
  let put: string[] = []
  let connected: Set<string> | undefined
  let pool: ReplicaPool
  beforeEach(() => {
    now = 1000
    put = []
    connected = undefined
    pool = replicaPool({
      silentMs: 80,
      prefers: (address) => connected?.has(address) ?? true,
      onOut: (address, _reason, outMs) => put.push(`${address} ${outMs}`),
      now: () => now,
    })
    pool.setAddresses(["a", "b"])
  })
  const turns = (count: number, mayFail = true) =>
    Array.from({ length: count }, () => pool.choose(undefined, mayFail)).join("")
  const ask = (address: string, end: "answered" | "bad" | "lost" | "abandoned", ms = 0) => {
    const attempt = pool.begin(address)
    now += ms
    if (end === "answered" || end === "bad") attempt.answered(end === "answered")
    else attempt[end]()
  }

  it("gives each its turn", () => {
    assert.equal(turns(6), "ababab")
    pool.setAddresses(["a", "b", "c"])
    assert.equal([...turns(9)].sort().join(""), "aaabbbccc")
  })

  it("has nobody before it is told who there is, and nobody but those that were not tried", () => {
    assert.equal(replicaPool({ silentMs: 80 }).choose(), undefined)
    assert.equal(pool.choose(new Set(["a"])), "b")
    assert.equal(pool.choose(new Set(["a", "b"])), undefined)
  })

  it("asks those with a connection, as long as there is one", () => {
    connected = new Set(["b"])
    assert.equal(turns(3), "bbb")
    connected = new Set()
    assert.equal([...turns(2)].sort().join(""), "ab")
  })

  describe("one that is lost", () => {
    it("is tried by one request when its time is over, and by all once it has answered", () => {
      ask("a", "lost")
      assert.deepEqual(put, ["a 5000"])
      assert.equal(turns(4), "bbbb")
      now += 5000
      const trial = ["a", "b"].map(() => pool.choose()).find((address) => address === "a")
      assert.equal(trial, "a")
      const attempt = pool.begin("a")
      assert.equal(turns(4), "bbbb")
      attempt.answered(true)
      assert.equal([...turns(4)].sort().join(""), "aabb")
    })

    it("is not tried by what must not fail", () => {
      ask("a", "lost")
      now += 5000
      assert.equal(turns(4, false), "bbbb")
      pool.setAddresses(["a"])
      assert.equal(turns(1, false), "a")
    })

    it("is left alone longer each time, and less long after it was well for a while", () => {
      for (let i = 0; i < 8; i++) {
        ask("a", "lost")
        now += Number(put.at(-1)?.split(" ")[1])
      }
      assert.deepEqual(
        put.map((each) => each.split(" ")[1]),
        ["5000", "10000", "15000", "20000", "25000", "30000", "30000", "30000"],
      )
      now += 60_000
      ask("a", "lost")
      assert.equal(put.at(-1), "a 5000")
    })

    it("is tried all the same when there is no other", () => {
      pool.setAddresses(["a"])
      ask("a", "lost")
      assert.equal(turns(2), "aa")
      assert.deepEqual(put, [])
    })

    it("never takes more than half of them along", () => {
      pool.setAddresses(["a", "b", "c", "d"])
      for (const address of "abcd") ask(address, "lost")
      assert.deepEqual(put, ["a 5000", "b 5000"])
      assert.equal(pool.outCount, 2)
      assert.equal([...turns(4)].sort().join(""), "ccdd")
    })
  })

  describe("one that is silent", () => {
    it("gets nothing more while a request waits at it without a sign of life", () => {
      pool.begin("a")
      now += 80
      assert.equal([...turns(2)].sort().join(""), "ab")
      now += 1
      assert.equal(turns(4), "bbbb")
      ask("a", "answered")
      assert.equal([...turns(4)].sort().join(""), "aabb")
    })

    it("is asked like the others when they are silent too", () => {
      pool.begin("a")
      pool.begin("b")
      now += 100
      assert.equal([...turns(4)].sort().join(""), "aabb")
    })

    /** A request that waited in vain while another was answered by b. */
    const inVain = (waitedMs: number, otherTookMs: number) => {
      const attempt = pool.begin("a")
      now += waitedMs - otherTookMs
      ask("b", "answered", otherTookMs)
      attempt.abandoned()
    }

    it("is put out after three requests in a row that were given up, as others were answered", () => {
      inVain(100, 10)
      inVain(100, 10)
      assert.deepEqual(put, [])
      inVain(100, 10)
      assert.deepEqual(put, ["a 5000"])
    })

    it("stays where the others are silent too, or hardly faster", () => {
      for (let i = 0; i < 5; i++) ask("a", "abandoned", 100)
      for (let i = 0; i < 5; i++) inVain(500, 200)
      assert.deepEqual(put, [])
    })

    it("is put out as well when many that began later were answered, however slow all are", () => {
      const overtaken = (times: number) => {
        const attempt = pool.begin("a")
        for (let i = 0; i < times; i++) ask("b", "answered", 50)
        attempt.abandoned()
      }
      for (let i = 0; i < 7; i++) overtaken(2)
      assert.deepEqual(put, [])
      overtaken(2)
      assert.deepEqual(put, ["a 5000"])
    })

    it("is not overtaken by what was asked before it, nor when it has said meanwhile that it is at work", () => {
      const earlier = Array.from({ length: 50 }, () => pool.begin("b"))
      for (let i = 0; i < 5; i++) {
        const attempt = pool.begin("a")
        now += 500
        for (const one of earlier.splice(0, 10)) one.answered(true)
        attempt.abandoned()
      }
      for (let i = 0; i < 5; i++) {
        const attempt = pool.begin("a")
        for (let later = 0; later < 20; later++) ask("b", "answered", 5)
        attempt.heard()
        now += 100
        attempt.abandoned()
      }
      assert.deepEqual(put, [])
    })

    it("is one that nothing was heard from for the time; at work is not silent, but out is", () => {
      const first = pool.begin("a")
      now += 30
      assert.equal(first.silentInMs(), 50)
      ask("a", "answered")
      assert.equal(first.silentInMs(), 80)
      now += 80
      assert.equal(first.silentInMs(), 0)
      first.heard()
      now += 1000
      assert.equal(first.silentInMs(), 80)
      ask("a", "lost")
      assert.equal(first.silentInMs(), 0)
    })

    it("is judged by what it had time for", () => {
      for (let i = 0; i < 5; i++) inVain(79, 5)
      for (let i = 0; i < 5; i++) {
        const attempt = pool.begin("a")
        now += 100
        ask("a", "answered")
        attempt.abandoned()
      }
      assert.deepEqual(put, [])
    })

    it("is out again at once when it does not answer the request that tries it", () => {
      ask("a", "lost")
      now += 5000
      inVain(100, 10)
      assert.deepEqual(put, ["a 5000", "a 10000"])
    })
  })

  it("puts out one of whose answers half are bad, when there are ten of them in half a second", () => {
    for (let i = 0; i < 9; i++) ask("a", i % 2 === 0 ? "bad" : "answered", 10)
    assert.deepEqual(put, [])
    ask("a", "bad")
    assert.deepEqual(put, ["a 5000"])
    for (let i = 0; i < 20; i++) ask("b", "bad", 60)
    assert.deepEqual(put, ["a 5000"])
  })

  it("leaves one alone that drains, and forgets those that are gone", () => {
    pool.leave("a")
    assert.equal(turns(3), "bbb")
    assert.deepEqual(put, [])
    pool.setAddresses(["b"])
    pool.setAddresses(["a", "b"])
    assert.equal([...turns(2)].sort().join(""), "ab")
  })
})
