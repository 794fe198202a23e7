import { Role } from "@lectern/contracts/elearning/users/v1/Role.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { permissionDenied } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { once } from "@lectern/service-kit/idempotency"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { clientNetwork } from "../client-network.ts"
import type { UserRow } from "../database.ts"
import { checkPassword } from "../password.ts"
import type { UsersRpc } from "../service.ts"
import { requireTry } from "../try-limits.ts"
import { findUser, insertUser, toUser } from "../user-store.ts"
import { checkUser, normaliseEmail } from "../user.ts"

const SIGN_UPS_WINDOW_MS = 3_600_000

export const createUser: UsersRpc<"createUser"> =
  ({ db, clock, passwords, tryKey, signUpsPerNetwork, metrics }) =>
  async ({ user: given, password, requestId }, { caller, origin }) => {
    const user = {
      displayName: given?.displayName.trim() ?? "",
      email: normaliseEmail(given?.email ?? ""),
      locale: given?.locale || "en",
      timeZone: given?.timeZone || "UTC",
      bio: given?.bio ?? "",
    }
    const givenRole = given?.role ?? "ROLE_UNSPECIFIED"
    const protoRole = givenRole === "ROLE_UNSPECIFIED" ? "ROLE_LEARNER" : givenRole
    if (protoRole !== "ROLE_LEARNER" && caller.role !== "ADMIN")
      throw permissionDenied("ROLE_NOT_YOURS_TO_GIVE", "only an administrator gives a role other than LEARNER")
    const violations = new Violations()
    checkUser(violations, user)
    violations.check(protoRole in Role, "user.role", "enum", "LEARNER, INSTRUCTOR or ADMIN is expected")
    checkPassword(violations, "password", password)
    violations.throwIfAny()
    const role = enumName("ROLE_", protoRole)
    const network = clientNetwork(origin.ipAddress)
    // The platform's own calls come from nowhere.
    if (network !== "" && caller.role !== "ADMIN")
      await requireTry(db, tryKey("sign up from", network), {
        limit: signUpsPerNetwork,
        windowMs: SIGN_UPS_WINDOW_MS,
        now: clock(),
      })

    const passwordHash = await passwords.hash(password)
    const now = clock()
    const { reply, replayed } = await transact(db, (tx) =>
      once(
        tx,
        // A plain digest of the request would give the password away to whoever reads the table.
        { scope: "createUser", requestId, request: { user, role, password: passwords.digest(password) }, now },
        async () => {
          const row: UserRow = {
            id: idToBytes(newId(now)),
            email: user.email,
            display_name: user.displayName,
            password_hash: passwordHash,
            password_changed_at: now,
            role,
            bio: user.bio || null,
            avatar_url: null,
            locale: user.locale,
            time_zone: user.timeZone,
            version: 1,
            created_at: now,
            updated_at: now,
            erased_at: null,
          }
          await insertUser(tx, row)
          // The id alone: what is kept for a repeat must not outlive the account.
          return { userId: idFromBytes(row.id) }
        },
      ),
    )
    if (!replayed) metrics.signedUp(role)
    const made = await findUser(db, reply.userId)
    return { user: made ? toUser(made) : null, replayed }
  }
