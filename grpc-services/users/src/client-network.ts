import { isIPv4, isIPv6 } from "node:net"

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, since one subscriber has all of it
 * (RFC 6177). Empty for the platform's own calls, which have no address.
 */
export function clientNetwork(ipAddress: string): string {
  const address = ipAddress.replace(/%.*$/, "")
  if (!isIPv6(address)) return isIPv4(address) ? address : ""
  // The URL parser writes every form in one: hexadecimal groups in lower case, the longest run of zeros as "::".
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::")
  const groupsOf = (part: string | undefined) => (part ? part.split(":") : [])
  const [before, after] = [groupsOf(head), groupsOf(tail)]
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after]
  if (groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff")
    return groups
      .slice(6)
      .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
      .join(".")
  return `${groups.slice(0, 4).join(":")}::/64`
}
