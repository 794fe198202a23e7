import type { MethodDefinition } from "@grpc/proto-loader"
import type { Call } from "./call.ts"

type Rpc = MethodDefinition<object, object, object, object>

/** What a service implements: one async function per RPC of its definition, in lower camel case. */
export type Handlers<D> = {
  [
    K in keyof D as string extends K ? never : D[K] extends Rpc ? Uncapitalize<K & string> : never
  ]: D[K] extends MethodDefinition<infer _I, infer O, infer IO, infer _OO>
    ? (request: IO, call: Call) => Promise<O>
    : never
}

/** What a caller holds: one async function per RPC, throwing ServiceError. */
export type Client<D> = {
  [
    K in keyof D as string extends K ? never : D[K] extends Rpc ? Uncapitalize<K & string> : never
  ]: D[K] extends MethodDefinition<infer I, infer _O, infer _IO, infer OO>
    ? (request: I, call: Call) => Promise<OO>
    : never
}

export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
