import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { isDeepStrictEqual } from "node:util"
import { coursesService } from "@lectern/contracts/package-definition"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { stubService } from "@lectern/test-kit/stub-service"
import { until } from "@lectern/test-kit/until"
import { testUsersService } from "../test-service.ts"

describe("updateUser", () => {
  let service: Awaited<ReturnType<typeof testUsersService>>
  before(async () => {
    service = await testUsersService()
  })
  after(() => service[Symbol.asyncDispose]())

  const ALL = ["display_name", "bio", "avatar_url", "locale", "time_zone"]

  it("changes what the mask names, and nothing else", async () => {
    const person = await service.signUp({ bio: "before", locale: "en", timeZone: "UTC" })
    const profile = {
      displayName: " 에이다 ",
      bio: "Counts.",
      avatarUrl: "https://example.org/ada.png?s=80",
      locale: "ko",
      timeZone: "Asia/Seoul",
    }
    const all = await service.users.updateUser(
      {
        user: { ...profile, id: person.userId, email: "other@example.org", role: "ROLE_ADMIN" },
        updateMask: { paths: ALL },
      },
      person.call(),
    )
    const { displayName, bio, avatarUrl, locale, timeZone, email, role, etag } = await person.read()
    assert.deepEqual({ displayName, bio, avatarUrl, locale, timeZone }, { ...profile, displayName: "에이다" })
    assert.deepEqual([email, role, etag], [person.email, "ROLE_LEARNER", "2"])
    assert.deepEqual(all.user, await person.read())

    await service.users.updateUser(
      { user: { id: person.userId, displayName: "Ada", bio: "ignored" }, updateMask: { paths: ["display_name"] } },
      person.call(),
    )
    const after = await person.read()
    assert.deepEqual([after.displayName, after.bio, after.etag], ["Ada", "Counts.", "3"])
  })

  it("clears a biography and a picture", async () => {
    const person = await service.signUp({ bio: "before" })
    const { user } = await service.users.updateUser(
      { user: { id: person.userId }, updateMask: { paths: ["bio", "avatar_url"] } },
      person.call(),
    )
    assert.deepEqual([user?.bio, user?.avatarUrl], ["", ""])
  })

  it("names every broken rule and changes nothing", async () => {
    const person = await service.signUp()
    const error = await refusal(
      service.users.updateUser(
        {
          user: {
            id: person.userId,
            displayName: " ",
            bio: "x".repeat(2001),
            avatarUrl: "javascript:alert(1)",
            locale: "",
            timeZone: "",
          },
          updateMask: { paths: ALL },
        },
        person.call(),
      ),
      "INVALID_ARGUMENT",
    )
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      [
        "user.display_name length",
        "user.locale locale",
        "user.time_zone time_zone",
        "user.bio length",
        "user.avatar_url url",
      ],
    )
    assert.equal((await person.read()).etag, "1")
  })

  it("takes web addresses for pictures, and nothing else", async () => {
    const person = await service.signUp()
    const set = (avatarUrl: string) =>
      service.users.updateUser(
        { user: { id: person.userId, avatarUrl }, updateMask: { paths: ["avatar_url"] } },
        person.call(),
      )
    for (const good of [
      "http://example.org",
      "https://예시.example/그림.png",
      `https://example.org/${"a".repeat(2028)}`,
    ])
      assert.equal((await set(good)).user?.avatarUrl, good)
    for (const bad of [
      "ftp://example.org/a.png",
      "//example.org/a.png",
      "https://",
      "https://example.org/a b",
      "data:image/png;base64,AA==",
      `https://example.org/${"a".repeat(2029)}`,
      "https://example.org/\u0000",
      "https://example.org:99999/",
    ])
      assert.equal((await refusal(set(bad), "INVALID_ARGUMENT")).details.violations?.[0]?.field, "user.avatar_url", bad)
  })

  it("refuses an empty mask and a path that may not be written", async () => {
    const person = await service.signUp()
    for (const paths of [[], ["email"], ["role"], ["display_name", "toString"], ["displayName"]]) {
      const error = await refusal(
        service.users.updateUser(
          { user: { id: person.userId, displayName: "Eve" }, updateMask: { paths } },
          person.call(),
        ),
        "INVALID_ARGUMENT",
      )
      assert.equal(error.details.violations?.[0]?.field, "update_mask")
    }
    await refusal(service.users.updateUser({ user: { id: person.userId } }, person.call()), "INVALID_ARGUMENT")
    assert.equal((await person.read()).displayName, "Ada")
  })

  it("is refused for anybody else, administrators included", async () => {
    const person = await service.signUp()
    const request = { user: { id: person.userId, displayName: "Eve" }, updateMask: { paths: ["display_name"] } }
    for (const other of [caller.learner(), caller.admin()])
      await refusal(service.users.updateUser(request, callAs(other)), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(service.users.updateUser(request, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("says that there is no account where there is none", async () => {
    const nobody = randomUUID()
    await refusal(
      service.users.updateUser(
        { user: { id: nobody, displayName: "Eve" }, updateMask: { paths: ["display_name"] } },
        callAs(caller.learner(nobody)),
      ),
      "NOT_FOUND",
      "USER_NOT_FOUND",
    )
  })

  it("lets one of ten editors with the same etag win, and tells the others the current one", async () => {
    const person = await service.signUp()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        service.users.updateUser(
          {
            user: { id: person.userId, displayName: `Ada ${index}`, etag: "1" },
            updateMask: { paths: ["display_name"] },
          },
          person.call(),
        ),
      ),
    )
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") {
        assert.equal(outcome.reason.reason, "ETAG_STALE")
        assert.equal(outcome.reason.details.currentEtag, "2")
      }
    const error = await refusal(
      service.users.updateUser(
        { user: { id: person.userId, displayName: "Eve", etag: "nonsense" }, updateMask: { paths: ["display_name"] } },
        person.call(),
      ),
      "ABORTED",
      "ETAG_STALE",
    )
    assert.equal(error.details.currentEtag, "2")
  })

  it("counts every one of ten changes without an etag", async () => {
    const person = await service.signUp()
    await Promise.all(
      Array.from({ length: 10 }, () =>
        service.users.updateUser(
          { user: { id: person.userId, bio: "x" }, updateMask: { paths: ["bio"] } },
          person.call(),
        ),
      ),
    )
    assert.equal((await person.read()).etag, "11")
  })

  it("tells the courses service the name of an instructor, the newest and no other person's", async () => {
    const told: { userId: string; displayName: string; version: number }[] = []
    const courses = await stubService(coursesService, {
      renameInstructor: async (request) => {
        told.push(request)
        return {}
      },
    })
    const teaching = await testUsersService(undefined, { COURSES_SERVICE: courses.address })
    try {
      const rename = (of: Awaited<ReturnType<typeof teaching.signUp>>, displayName: string) =>
        teaching.users.updateUser(
          { user: { id: of.userId, displayName }, updateMask: { paths: ["display_name"] } },
          of.call(),
        )
      await rename(await teaching.signUp(), "Not a teacher")
      const teacher = await teaching.signUp({ role: "ROLE_INSTRUCTOR" })
      await rename(teacher, "First")
      await rename(teacher, "Second")
      const last = { userId: teacher.userId, displayName: "Second", version: 3 }
      await until(() => isDeepStrictEqual(told.at(-1), last), { description: "the courses service to be told" })
      assert.ok(told.every(({ userId }) => userId === teacher.userId))
    } finally {
      await teaching[Symbol.asyncDispose]()
      await courses.stop()
    }
  })
})
