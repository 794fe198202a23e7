import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testUsersService } from "../test-service.ts"

describe("batchGetUsers", () => {
  let service: Awaited<ReturnType<typeof testUsersService>>
  before(async () => {
    service = await testUsersService()
  })
  after(() => service[Symbol.asyncDispose]())

  const made = async () => {
    const user = { displayName: "A name", email: `${randomUUID()}@example.org` }
    return required(
      (await service.users.createUser({ user, password: "a long password" }, callAs(caller.anonymous))).user,
    )
  }

  it("finds accounts by id and by address, in the order of the request, for whoever may read addresses", async () => {
    const [a, b] = [await made(), await made()]
    const reply = await service.users.batchGetUsers(
      { ids: [b.id, randomUUID()], emails: [` ${a.email.toUpperCase()} `, "nobody@example.org"] },
      callAs(caller.admin()),
    )
    assert.deepEqual(
      reply.users.map(({ id, email }) => [id, email]),
      [
        [b.id, b.email],
        [a.id, a.email],
      ],
    )
    assert.equal(reply.missingIds.length, 1)
  })

  it("tells nobody else whether an address has an account", async () => {
    const { email } = await made()
    for (const other of [caller.learner(), caller.instructor()])
      for (const asked of [email, "nobody@example.org"])
        await refusal(
          service.users.batchGetUsers({ emails: [asked] }, callAs(other)),
          "PERMISSION_DENIED",
          "SCOPE_MISSING",
        )
    await refusal(
      service.users.batchGetUsers({ emails: [email] }, callAs(caller.anonymous)),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
  })

  it("takes 200 at most, ids and addresses together", async () => {
    const ids = Array.from({ length: 150 }, () => randomUUID())
    const emails = Array.from({ length: 51 }, (_, index) => `${index}@example.org`)
    await refusal(
      service.users.batchGetUsers({ ids, emails }, callAs(caller.admin())),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
  })
})
