import { requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { Violations } from "@lectern/service-kit/validation"
import { markNoticesReadUpTo } from "../notice-store.ts"
import type { EnrollmentRpc } from "../service.ts"

const MARKED_AT_ONCE = 500 // so that no lock is held for long

export const markAllNoticesRead: EnrollmentRpc<"markAllNoticesRead"> =
  ({ db, clock }) =>
  async ({ upToId }, call) => {
    const userId = requireUserId(call)
    const violations = new Violations()
    if (upToId !== "") violations.id("up_to_id", upToId)
    violations.throwIfAny()
    const now = clock()
    const part = { userId, upToId: upToId || undefined, limit: MARKED_AT_ONCE, now }
    for (let readCount = 0; ;) {
      const marked = await transact(db, (tx) => markNoticesReadUpTo(tx, part))
      readCount += marked
      if (marked < MARKED_AT_ONCE) return { readCount }
    }
  }
