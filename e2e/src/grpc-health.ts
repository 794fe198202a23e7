import { connect } from "node:http2"

/** Answers of grpc.health.v1.Health/Check by their number in the message. */
const STATUS = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"] as const

/**
 * What a gRPC server says of its health, asked as Kubernetes does: no passport, no service name. `address` is
 * `unix:/path` or `host:port`.
 */
export function grpcHealth(address: string): Promise<(typeof STATUS)[number] | undefined> {
  return new Promise((resolve, reject) => {
    const path = address.startsWith("unix:") ? address.slice("unix:".length) : undefined
    const session = connect(path ? "http://localhost" : `http://${address}`, path ? { path } : {})
    session.on("error", reject)
    const stream = session.request({
      ":method": "POST",
      ":path": "/grpc.health.v1.Health/Check",
      "content-type": "application/grpc",
      te: "trailers",
    })
    const chunks: Buffer[] = []
    stream.on("data", (chunk: Buffer) => chunks.push(chunk))
    stream.on("error", reject)
    stream.on("end", () => {
      session.close()
      // Five bytes of framing, then field 1 as a varint (0 is left out).
      const message = Buffer.concat(chunks).subarray(5)
      resolve(STATUS[message[1] ?? 0])
    })
    // An empty message: not compressed, no bytes.
    stream.end(Buffer.alloc(5))
  })
}
