import { Role } from "@lectern/contracts/elearning/users/v1/Role.ts"
import { requireScope } from "@lectern/rpc/call"
import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { Violations } from "@lectern/service-kit/validation"
import type { UsersRpc } from "../service.ts"
import { countUsers, listUsers as selectUsers, toUser, type UserFilter } from "../user-store.ts"
import { normaliseEmail } from "../user.ts"

export const listUsers: UsersRpc<"listUsers"> =
  ({ db, tokens }) =>
  async ({ role, emailPrefix, createdAfter, pageSize: requested, pageToken }, call) => {
    requireScope(call, "users:read")
    const prefix = normaliseEmail(emailPrefix)
    const violations = new Violations()
    violations.check(role in Role, "role", "enum", "LEARNER, INSTRUCTOR or ADMIN is expected")
    violations.text("email_prefix", prefix, { min: 0, max: 254 })
    const madeAfter = fromTimestampOrNull(createdAfter) ?? undefined
    violations.check(
      !Number.isNaN(madeAfter?.getTime()),
      "created_after",
      "range",
      "a time within 270,000 years is expected",
    )
    violations.throwIfAny()
    const filter: UserFilter = {
      role: role === "ROLE_UNSPECIFIED" ? undefined : enumName("ROLE_", role),
      emailPrefix: prefix,
      createdAfter: madeAfter,
    }
    const size = pageSize(requested, { standard: 20, most: 100 })
    const list = `users ${JSON.stringify(filter)}`
    const [id, email] = tokens.decode(list, pageToken) ?? []
    const after = id === undefined ? undefined : { id: String(id), email: String(email) }
    const [rows, totalSize] = await Promise.all([
      selectUsers(db, filter, { after, limit: size + 1 }),
      countUsers(db, filter),
    ])
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) =>
      tokens.encode(list, prefix === "" ? [idFromBytes(row.id)] : [idFromBytes(row.id), row.email ?? ""]),
    )
    return { users: page.map(toUser), cursors, nextPageToken, totalSize }
  }
