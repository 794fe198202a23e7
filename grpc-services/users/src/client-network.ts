import { isIPv6 } from "node:net"

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, since one subscriber has all of it
 * (RFC 6177).
 */
export function clientNetwork(ipAddress: string): string {
  if (!isIPv6(ipAddress)) return ipAddress
  const mapped = /^::ffff:([\d.]+)$/i.exec(ipAddress)?.[1]
  if (mapped) return mapped
  const [left = [], right] = (ipAddress.split("%")[0] ?? "")
    .split("::")
    .map((half) => (half === "" ? [] : half.split(":")))
  // Only the first four of eight groups matter, so that dotted digits at the end may count as one.
  const groups = right ? [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right] : left
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")
}
