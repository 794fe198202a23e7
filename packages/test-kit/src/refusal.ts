import assert from "node:assert/strict"
import { ServiceError, type Code } from "@lectern/rpc/errors"

/** Waits for a call to be refused with this code and reason, and gives the error for further looks. */
export async function refusal(promise: Promise<unknown>, code: Code, reason?: string): Promise<ServiceError> {
  const error = await promise.then(
    () => assert.fail(`${code} ${reason ?? ""} was expected, but the call succeeded`),
    (error: unknown) => error,
  )
  assert.ok(error instanceof ServiceError, `a ServiceError was expected, got ${String(error)}`)
  assert.equal(error.code, code, error.message)
  if (reason !== undefined) assert.equal(error.reason, reason)
  return error
}
