import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { requireOwnUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { Violations } from "@lectern/service-kit/validation"
import type { UserRow } from "../database.ts"
import { tellInstructorRenamed } from "../outbox-messages.ts"
import type { UsersRpc } from "../service.ts"
import { lockUser, toUser, updateUser as writeUser } from "../user-store.ts"
import { checkUser, normaliseProfile, type Profile } from "../user.ts"

/** Paths of update_mask, and what of the message each names. */
const FIELDS: Record<string, keyof Profile> = {
  display_name: "displayName",
  bio: "bio",
  avatar_url: "avatarUrl",
  locale: "locale",
  time_zone: "timeZone",
}

export const updateUser: UsersRpc<"updateUser"> =
  ({ db, clock }) =>
  async ({ user: given, updateMask }, call) => {
    const userId = requireOwnUserId(call, given?.id ?? "")
    const paths = updateMask?.paths ?? []
    const violations = new Violations()
    violations.check(paths.length > 0, "update_mask", "required", "one field to change at least is expected")
    for (const path of paths)
      violations.check(
        Object.hasOwn(FIELDS, path),
        "update_mask",
        "path",
        `one of ${Object.keys(FIELDS).join(", ")} is expected`,
      )
    const profile = normaliseProfile(named(given, paths))
    checkUser(violations, profile)
    violations.throwIfAny()

    const now = clock()
    return transact(db, async (tx) => {
      const row = await lockUser(tx, userId)
      requireEtag(given?.etag ?? "", String(row.version))
      const change = { ...toColumns(profile), version: row.version + 1, updated_at: now }
      await writeUser(tx, row.id, change)
      if (row.role !== "LEARNER" && change.display_name !== undefined && change.display_name !== row.display_name)
        await tellInstructorRenamed(tx, userId, now)
      return { user: toUser({ ...row, ...change }) }
    })
  }

/** Of the message, what the mask names. */
const named = (user: User__Output | null, paths: readonly string[]): Partial<Profile> =>
  Object.fromEntries(
    paths.flatMap((path) => {
      const field = Object.hasOwn(FIELDS, path) ? FIELDS[path] : undefined
      return field ? [[field, user?.[field] ?? ""]] : []
    }),
  )

const toColumns = ({ displayName, bio, avatarUrl, locale, timeZone }: Partial<Profile>): Partial<UserRow> => ({
  ...(displayName === undefined ? {} : { display_name: displayName }),
  ...(bio === undefined ? {} : { bio: bio || null }),
  ...(avatarUrl === undefined ? {} : { avatar_url: avatarUrl || null }),
  ...(locale === undefined ? {} : { locale }),
  ...(timeZone === undefined ? {} : { time_zone: timeZone }),
})
