import assert from "node:assert/strict"
import { it } from "node:test"
import { clientNetwork } from "./client-network.ts"

it("takes an IPv4 address for one client, and all of a /64 for one", () => {
  assert.equal(clientNetwork("203.0.113.7"), "203.0.113.7")
  assert.equal(clientNetwork("::ffff:203.0.113.7"), "203.0.113.7")
  const one = clientNetwork("2001:db8:0:12::1")
  for (const same of ["2001:0db8::12:1:2:3:4", "2001:DB8:0:12:ffff:ffff:ffff:ffff", "2001:db8:0:12::1%eth0"])
    assert.equal(clientNetwork(same), one)
  for (const other of ["2001:db8:0:13::1", "2001:db8::12", "::1"]) assert.notEqual(clientNetwork(other), one)
  assert.equal(clientNetwork(""), "")
  assert.equal(clientNetwork("unknown"), "unknown")
})
