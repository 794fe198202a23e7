import { requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { requireBatch } from "@lectern/service-kit/validation"
import { markNoticesRead as update } from "../notice-store.ts"
import type { EnrollmentRpc } from "../service.ts"

const MAX_IDS = 200

export const markNoticesRead: EnrollmentRpc<"markNoticesRead"> =
  ({ db, clock }) =>
  async ({ ids }, call) => {
    const userId = requireUserId(call)
    requireBatch("notices", ids.length, MAX_IDS)
    return { readCount: await transact(db, (tx) => update(tx, { userId, ids, now: clock() })) }
  }
