import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { clientNetwork } from "./client-network.ts"

describe("clientNetwork", () => {
  for (const [address, network] of [
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:0DB8:0:0:ffff:ffff:ffff:ffff", "2001:db8:0:0::/64"],
    ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
    ["2001:db8:a:b:c:d:e:f", "2001:db8:a:b::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["", ""],
    ["no address", ""],
  ] as const)
    it(`of ${JSON.stringify(address)} is ${JSON.stringify(network)}`, () =>
      assert.equal(clientNetwork(address), network))
})
