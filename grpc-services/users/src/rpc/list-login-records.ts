import { LoginRecordType } from "@lectern/contracts/elearning/users/v1/LoginRecordType.ts"
import { requireSelfOr } from "@lectern/rpc/call"
import { enumName } from "@lectern/rpc/enum-name"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { Violations } from "@lectern/service-kit/validation"
import type { StoredLoginRecordType } from "../database.ts"
import { listLoginRecords as selectLoginRecords, toLoginRecord } from "../login-record-store.ts"
import type { UsersRpc } from "../service.ts"

const ALL = Object.keys(LoginRecordType)
  .filter((type) => type !== "LOGIN_RECORD_TYPE_UNSPECIFIED")
  .map((type) => enumName("LOGIN_RECORD_TYPE_", type as keyof typeof LoginRecordType))
const WITHOUT_REFRESHES = ALL.filter((type) => type !== "TOKEN_REFRESHED")

export const listLoginRecords: UsersRpc<"listLoginRecords"> =
  ({ db, tokens }) =>
  async ({ userId, types: given, pageSize: requested, pageToken }, call) => {
    requireSelfOr(call, userId, "users:read")
    const types = typesOf(given)
    const size = pageSize(requested, { standard: 20, most: 100 })
    const list = `loginRecords ${userId} ${types.join(" ")}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    const rows = isId(userId)
      ? await selectLoginRecords(db, { userId, types, beforeId: beforeId?.toString(), limit: size + 1 })
      : []
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    return { loginRecords: page.map(toLoginRecord), cursors, nextPageToken }
  }

/** In the order of the contract, each once, so that the cursors of a list do not hang on how it was asked for. */
function typesOf(given: readonly (string | number)[]): readonly StoredLoginRecordType[] {
  if (given.length === 0) return WITHOUT_REFRESHES
  // A number that the contract does not know comes as a number.
  const names = new Set(given.map((type) => String(type).replace("LOGIN_RECORD_TYPE_", "")))
  const types = ALL.filter((type) => names.has(type))
  const violations = new Violations()
  violations.check(types.length === names.size, "types", "enum", "types of login records are expected")
  violations.throwIfAny()
  return types
}
