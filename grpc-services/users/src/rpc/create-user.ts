import type { CreateUserResponse__Output } from "@lectern/contracts/elearning/users/v1/CreateUserResponse.ts"
import { Role } from "@lectern/contracts/elearning/users/v1/Role.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { permissionDenied } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { once } from "@lectern/service-kit/idempotency"
import { idToBytes, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import type { UserRow } from "../database.ts"
import { checkPassword } from "../password.ts"
import type { UsersRpc } from "../service.ts"
import { networkOf, requireTry } from "../try-limits.ts"
import { insertUser, toUser } from "../user-store.ts"
import { checkUser, normaliseEmail } from "../user.ts"

const SIGN_UPS_WINDOW_MS = 3_600_000

export const createUser: UsersRpc<"createUser"> =
  ({ db, clock, passwords, tryKey, signUpsPerNetwork }) =>
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
    violations.text("user.bio", user.bio, { min: 0, max: 2000 })
    checkPassword(violations, "password", password)
    violations.throwIfAny()
    const role = enumName("ROLE_", protoRole)
    const network = networkOf(origin.ipAddress)
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
        async (): Promise<Omit<CreateUserResponse__Output, "replayed">> => {
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
          }
          await insertUser(tx, row)
          return { user: toUser(row) }
        },
      ),
    )
    return { ...reply, replayed }
  }
