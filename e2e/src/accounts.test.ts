import assert from "node:assert/strict"
import { runCommand } from "./run-command.ts"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { dumpDatabase } from "@lectern/test-kit/database-dump"
import { until } from "@lectern/test-kit/until"
import { makeCourses } from "./course-library.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

/** The promise: a session that was ended, and the role that went with it, are refused everywhere after this long. */
const EVERYWHERE_WITHIN_MS = 5000

interface CaughtMail {
  to: string[]
  subject: string
  text: string
  language: string
}
interface Person {
  displayName: string
  email: string
  password: string
}
type Result = Record<string, unknown> & {
  __typename: string
  code?: string
  fields?: { path: string[]; rule: string }[]
}

const ERRORS = `... on UserError { code message } ... on ValidationError { fields { path rule } }`

describe("accounts, through the graph", () => {
  let platform: Platform
  before(async () => {
    platform = await startPlatform("one process")
  })
  after(() => platform?.stop())

  const newPerson = (over: Partial<Person> = {}): Person => ({
    displayName: "이서연",
    email: `${randomUUID()}@example.org`,
    password: `correct horse ${randomUUID()}`,
    ...over,
  })
  /** The value of a mutation's one field. */
  const mutate = async (query: string, variables: object, token?: string): Promise<Result> => {
    const { data, errors } = await platform.graphql<Record<string, Result>>(query, variables, token)
    const [result] = Object.values(data ?? {})
    assert.ok(result, JSON.stringify(errors))
    return result
  }
  const register = (person: Partial<Person> & { locale?: string; timeZone?: string }) =>
    mutate(
      `mutation ($input: RegisterUserInput!) {
        registerUser(input: $input) { __typename ... on RegisterUserSuccess { user { id } } ${ERRORS} }
      }`,
      { input: person },
    )
  const registered = async (over: Partial<Person> & { locale?: string } = {}) => {
    const person = { ...newPerson(), ...over }
    const result = await register(person)
    assert.equal(result.__typename, "RegisterUserSuccess")
    return { ...person, id: (result.user as { id: string }).id }
  }
  const login = async ({ email, password }: Pick<Person, "email" | "password">) => {
    const response = await platform.post("/auth/login", { email, password, tokenIn: "body" })
    return { status: response.status, ...((await response.json()) as { accessToken: string; refreshToken: string }) }
  }
  const refreshStatus = async (refreshToken: string) => (await platform.post("/auth/refresh", { refreshToken })).status
  const isRefused = async (token: string) => (await platform.graphql("{ me { id } }", {}, token)).status === 401
  const refusedInTime = (token: string) =>
    until(() => isRefused(token), { timeoutMs: EVERYWHERE_WITHIN_MS, description: "the access token to be refused" })
  const mailsTo = async (email: string) =>
    ((await (await fetch(platform.addresses.mails ?? "")).json()) as CaughtMail[]).filter(({ to }) =>
      to.includes(email),
    )
  const mailTo = (email: string, subject: RegExp) =>
    until(async () => (await mailsTo(email)).find((mail) => subject.test(mail.subject)), {
      timeoutMs: 15_000,
      description: `a mail about ${subject}`,
    })

  describe("U1, signing up", () => {
    it("takes name, address and password once per address, and then signs in", async () => {
      const person = await registered()
      const again = await register({ ...newPerson(), email: person.email.toUpperCase() })
      assert.equal(again.__typename, "EmailTakenError")
      assert.equal((await login(person)).status, 200)
    })

    it("names what is wrong", async () => {
      const { fields } = await register({ displayName: "이서연", email: "no address", password: "1234567" })
      assert.deepEqual(
        fields?.map(({ path }) => path),
        [["email"], ["password"]],
      )
    })

    it("lets exactly one of fifty parallel sign-ups with one address succeed", async () => {
      const person = newPerson()
      const results = await Promise.all(Array.from({ length: 50 }, () => register(person)))
      const types = results.map(({ __typename }) => __typename)
      assert.equal(types.filter((type) => type === "RegisterUserSuccess").length, 1)
      // Fifty are more than the hashing takes at once.
      assert.ok(types.every((type) => ["RegisterUserSuccess", "EmailTakenError", "OverloadedError"].includes(type)))
      assert.equal((await login(person)).status, 200)
    })
  })

  describe("U2, the profile", () => {
    const update = (input: object, token: string) =>
      mutate(
        `mutation ($input: UpdateMyProfileInput!) {
          updateMyProfile(input: $input) {
            __typename
            ... on UpdateMyProfileSuccess { user { id etag displayName } }
            ... on ConflictError { currentEtag }
            ${ERRORS}
          }
        }`,
        { input },
        token,
      )
    const me = async (token: string) => {
      const { data } = await platform.graphql<{ me: Record<string, unknown> }>(
        "{ me { displayName bio avatarUrl locale timeZone etag } }",
        {},
        token,
      )
      return data.me
    }

    it("changes what is given, clears what is null, and me shows it", async () => {
      const token = await platform.signIn(await registered())
      const profile = {
        displayName: "서연 이",
        bio: "첼로를 켭니다.",
        avatarUrl: "https://example.org/seoyeon.jpg",
        locale: "ko",
        timeZone: "Asia/Seoul",
      }
      const before = await me(token)
      assert.equal((await update({ ...profile, etag: before.etag }, token)).__typename, "UpdateMyProfileSuccess")
      const { etag, ...shown } = await me(token)
      assert.deepEqual(shown, profile)
      assert.notEqual(etag, before.etag)
      await update({ bio: null, avatarUrl: null }, token)
      const { etag: _, ...cleared } = await me(token)
      assert.deepEqual(cleared, { ...profile, bio: null, avatarUrl: null })
    })

    it("refuses a stale etag with the current one, and nothing is lost", async () => {
      const token = await platform.signIn(await registered())
      const { etag } = await me(token)
      await update({ bio: "first", etag }, token)
      const second = await update({ bio: "second", etag }, token)
      const now = await me(token)
      assert.deepEqual([second.__typename, second.code, second.currentEtag], ["ConflictError", "ETAG_STALE", now.etag])
      assert.equal(now.bio, "first")
    })

    it("names what is wrong by the path into the input", async () => {
      const token = await platform.signIn(await registered())
      const { fields } = await update({ displayName: null, avatarUrl: "file:///etc/passwd", timeZone: "Mars" }, token)
      assert.deepEqual(
        fields?.map(({ path }) => path),
        [["displayName"], ["timeZone"], ["avatarUrl"]],
      )
      assert.deepEqual((await update({}, token)).fields, [{ path: ["input"], rule: "required" }])
    })

    it("has no argument that could name somebody else", async () => {
      const { data } = await platform.graphql<{ __type: { inputFields: { name: string }[] } }>(
        `{ __type(name: "UpdateMyProfileInput") { inputFields { name } } }`,
      )
      assert.deepEqual(data.__type.inputFields.map(({ name }) => name).sort(), [
        "avatarUrl",
        "bio",
        "displayName",
        "etag",
        "locale",
        "timeZone",
      ])
    })
  })

  describe("U4, a forgotten password", () => {
    const request = (email: string) =>
      platform.graphql<{ requestPasswordReset: { acceptedAt: string } }>(
        "mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) { acceptedAt } }",
        { email },
      )
    const reset = (token: string, newPassword: string) =>
      mutate(
        `mutation ($input: ResetPasswordInput!) {
          resetPassword(input: $input) {
            __typename ... on PasswordChangedSuccess { revokedSessionCount } ${ERRORS}
          }
        }`,
        { input: { token, newPassword } },
      )

    it("answers alike for known and unknown addresses, and mails to the known one", async () => {
      const person = await registered({ locale: "ko" })
      const unknown = newPerson()
      for (const { email } of [person, unknown]) {
        const { status, data, errors } = await request(email)
        assert.deepEqual([status, errors, Object.keys(data.requestPasswordReset)], [200, undefined, ["acceptedAt"]])
        assert.ok(Math.abs(Date.parse(data.requestPasswordReset.acceptedAt) - Date.now()) < 60_000)
      }
      assert.equal((await mailTo(person.email, /재설정/)).language, "ko")
      assert.deepEqual(await mailsTo(unknown.email), [])
    })

    it("the mailed token sets a new password once; earlier sessions end, and the person is told", async () => {
      const person = await registered()
      const { accessToken, refreshToken } = await login(person)
      await request(person.email)
      const { text } = await mailTo(person.email, /new password/)
      const link = new URL(/http\S+/.exec(text)?.[0] ?? "")
      assert.equal(link.origin, platform.origin)
      assert.equal((await fetch(link)).status, 200)
      const token = new URLSearchParams(link.hash.slice(1)).get("token") ?? ""
      const bad = await reset(token, "1234567")
      assert.deepEqual(bad.fields, [{ path: ["newPassword"], rule: "length" }])
      const password = `battery staple ${randomUUID()}`
      const done = await reset(token, password)
      assert.deepEqual([done.__typename, done.revokedSessionCount], ["PasswordChangedSuccess", 1])
      await refusedInTime(accessToken)
      assert.equal(await refreshStatus(refreshToken), 401)
      const again = await reset(token, `other ${password}`)
      assert.deepEqual([again.__typename, again.code], ["TokenInvalidError", "RESET_TOKEN_INVALID"])
      assert.equal((await login(person)).status, 401)
      assert.equal((await login({ ...person, password })).status, 200)
      await mailTo(person.email, /was changed/)
      assert.ok(!(await dumpDatabase(platform.databaseUrl("users"))).includes(token))
      assert.ok(!(await platform.log()).includes(token))
    })
  })

  describe("a change of the password", () => {
    const change = (input: { currentPassword: string; newPassword: string }, token: string) =>
      mutate(
        `mutation ($input: ChangePasswordInput!) {
          changePassword(input: $input) {
            __typename ... on PasswordChangedSuccess { revokedSessionCount } ${ERRORS}
          }
        }`,
        { input },
        token,
      )

    it("signs out everywhere else within five seconds, and stays signed in here", async () => {
      const person = await registered()
      const [here, there] = [await login(person), await login(person)]
      const newPassword = `battery staple ${randomUUID()}`
      const wrong = await change({ currentPassword: "a wrong one, alas", newPassword }, here.accessToken)
      assert.deepEqual(wrong.fields, [{ path: ["currentPassword"], rule: "wrong" }])
      const same = await change({ currentPassword: person.password, newPassword: person.password }, here.accessToken)
      assert.deepEqual(same.fields, [{ path: ["newPassword"], rule: "unchanged" }])
      const done = await change({ currentPassword: person.password, newPassword }, here.accessToken)
      assert.deepEqual([done.__typename, done.revokedSessionCount], ["PasswordChangedSuccess", 1])
      await refusedInTime(there.accessToken)
      assert.equal(await isRefused(here.accessToken), false)
      assert.equal(await refreshStatus(there.refreshToken), 401)
      const { data } = await platform.graphql<{ me: { loginHistory: { edges: { node: { type: string } }[] } } }>(
        "{ me { loginHistory(first: 1) { edges { node { type } } } } }",
        {},
        here.accessToken,
      )
      assert.equal(data.me.loginHistory.edges[0]?.node.type, "PASSWORD_CHANGED")
    })
  })

  describe("U5, how passwords are stored", () => {
    it("as bcrypt hashes that differ for equal passwords, and nowhere else", async () => {
      const password = `correct horse ${randomUUID()}`
      const people = [await registered({ password }), await registered({ password })]
      const dump = await dumpDatabase(platform.databaseUrl("users"))
      const hashes = people.map(({ email }) => {
        const row = dump.split("\n").find((line) => line.startsWith("users ") && line.includes(email)) ?? ""
        return /"password_hash":"([^"]*)"/.exec(row)?.[1] ?? ""
      })
      for (const hash of hashes) assert.match(hash, /^\$2b\$\d\d\$/)
      assert.notEqual(hashes[0], hashes[1])
      assert.ok(!dump.includes(password))
      assert.ok(!(await platform.log()).includes(password))
    })

    it("two of 100 Hangul syllables that differ only in the last are different", async () => {
      const person = await registered({ password: `${"가".repeat(99)}나` })
      assert.equal((await login({ ...person, password: `${"가".repeat(99)}다` })).status, 401)
      assert.equal((await login(person)).status, 200)
    })
  })

  describe("roles", () => {
    const setRole = (input: object, token: string) =>
      platform.graphql<{ setUserRole: Result }>(
        `mutation ($input: SetUserRoleInput!) {
          setUserRole(input: $input) {
            __typename ... on SetUserRoleSuccess { user { role } } ... on NotFoundError { resourceId } ${ERRORS}
          }
        }`,
        { input },
        token,
      )
    const listUsers = (variables: object, token: string) =>
      platform.graphql<{ users: { totalCount: number; edges: { node: { id: string; email: string } }[] } | null }>(
        `query ($filter: UserFilter, $first: Int, $after: String) {
          users(filter: $filter, first: $first, after: $after) { totalCount edges { node { id email } } }
        }`,
        variables,
        token,
      )
    const makeAdmin = (...words: string[]) =>
      runCommand("platform/src/users-command.ts", [...words, "--data", platform.dataFolder])

    it("the first administrator is made at a terminal, and makes others in the graph", async () => {
      const person = await registered()
      const before = await login(person)
      assert.match((await makeAdmin("make-admin", `x${person.email}`)).complaints, /no account has the address/)
      assert.match((await makeAdmin("make-king")).complaints, /one of make-admin/)
      assert.match((await makeAdmin("--help")).out, /make-admin EMAIL/)
      assert.match((await makeAdmin("make-admin", person.email.toUpperCase())).out, /is an administrator now/)
      assert.match((await makeAdmin("make-admin", person.email)).out, /already/)
      await refusedInTime(before.accessToken)
      const token = await platform.signIn(person)

      const other = await registered()
      const theirs = await login(other)
      const found = await listUsers({ filter: { emailPrefix: other.email, role: "LEARNER" } }, token)
      assert.deepEqual(
        found.data.users?.edges.map(({ node }) => node),
        [{ id: other.id, email: other.email }],
      )
      assert.equal(found.data.users?.totalCount, 1)
      const made = await setRole({ userId: other.id, role: "INSTRUCTOR" }, token)
      assert.deepEqual(made.data.setUserRole, { __typename: "SetUserRoleSuccess", user: { role: "INSTRUCTOR" } })
      await refusedInTime(theirs.accessToken)
      assert.equal(await refreshStatus(theirs.refreshToken), 401)
      const own = await setRole({ userId: person.id, role: "LEARNER" }, token)
      assert.deepEqual(
        [own.data.setUserRole.__typename, own.data.setUserRole.code, own.data.setUserRole.fields?.[0]?.path],
        ["ValidationError", "OWN_ROLE", ["userId"]],
      )
      const nobody = await setRole({ userId: randomUUID(), role: "LEARNER" }, token)
      assert.equal(nobody.data.setUserRole.__typename, "NotFoundError")
    })

    it("neither the list nor roles are for others", async () => {
      const person = await registered()
      const token = await platform.signIn(person)
      for (const answer of [await listUsers({}, token), await setRole({ userId: person.id, role: "ADMIN" }, token)])
        assert.equal(answer.errors?.[0]?.extensions.code, "FORBIDDEN")
    })
  })

  describe("taking along and leaving", () => {
    const FIELDS = ["accountRecords", "courseRecords", "enrollmentRecords", "playbackRecords"] as const
    type Page = {
      edges: { node: { table: string; record: Record<string, unknown> } }[]
      pageInfo: { hasNextPage: boolean; endCursor: string | null }
    }
    /** All rows about the viewer in all databases: the same query until no list has a next page. */
    const exportMe = async (token: string, first = 100) => {
      const records: { database: string; table: string; record: Record<string, unknown> }[] = []
      const after: Record<string, string | null> = {}
      for (let open: readonly (typeof FIELDS)[number][] = FIELDS; open.length > 0;) {
        const { data, errors } = await platform.graphql<{ me: Record<string, Page> }>(
          `query ($first: Int, ${open.map((name) => `$${name}: String`).join(", ")}) {
            me { ${open
              .map(
                (name) => `${name}(first: $first, after: $${name}) {
                  edges { node { table record } } pageInfo { hasNextPage endCursor } }`,
              )
              .join("\n")} }
          }`,
          { first, ...after },
          token,
        )
        assert.equal(errors, undefined)
        for (const name of open) {
          const page = data.me[name]
          records.push(...(page?.edges ?? []).map(({ node }) => ({ database: name, ...node })))
          after[name] = page?.pageInfo.endCursor ?? null
        }
        open = open.filter((name) => data.me[name]?.pageInfo.hasNextPage)
      }
      return records
    }

    /** A person who has done everything a learner does, with names that are nowhere else. */
    const livelyPerson = async () => {
      const mark = randomUUID()
      const person = await registered({ displayName: `Name ${mark}`, email: `mail.${mark}@example.org` })
      const token = await platform.signIn(person)
      const [course] = await makeCourses(platform.services, { count: 1, playable: true })
      const ask = async (query: string, variables: object) => {
        const { errors } = await platform.graphql(query, variables, token)
        assert.equal(errors, undefined, JSON.stringify(errors))
      }
      const courseId = course?.id ?? ""
      await ask(`mutation ($input: UpdateMyProfileInput!) { updateMyProfile(input: $input) { __typename } }`, {
        input: { bio: `Bio ${mark}`, avatarUrl: `https://example.org/${mark}` },
      })
      await ask(`mutation ($input: EnrollInCourseInput!) { enrollInCourse(input: $input) { __typename } }`, {
        input: { courseId, idempotencyKey: randomUUID() },
      })
      await ask(`mutation ($input: RateCourseInput!) { rateCourse(input: $input) { __typename } }`, {
        input: { courseId, score: 5, comment: `Comment ${mark}`, idempotencyKey: randomUUID() },
      })
      await ask(`mutation ($input: StartPlaybackInput!) { startPlayback(input: $input) { __typename } }`, {
        input: {
          sessionId: course?.sessions[0]?.id,
          deviceId: `Device ${mark}`.slice(0, 64),
          clientSessionId: randomUUID(),
          startedAt: new Date().toISOString(),
        },
      })
      return { ...person, mark, token, courseId }
    }
    const dumpAll = async () =>
      (
        await Promise.all(
          (["users", "courses", "enrollment", "content", "playback"] as const).map((name) =>
            dumpDatabase(platform.databaseUrl(name)),
          ),
        )
      ).join("\n")

    it("gives one JSON of every row about me in all databases, however small the pages", async () => {
      const [person, other] = [await livelyPerson(), await livelyPerson()]
      const records = await exportMe(person.token)
      const tables = new Set(records.map(({ table }) => table))
      for (const table of [
        "users",
        "login_records",
        "auth_sessions",
        "course_reviews",
        "enrollments",
        "notices",
        "playback_sessions",
        "session_progress",
      ])
        assert.ok(tables.has(table), table)
      const json = JSON.stringify(records)
      for (const text of ["Name", "Bio", "Comment", "Device"]) assert.ok(json.includes(`${text} ${person.mark}`), text)
      assert.ok(!json.includes(other.mark) && !json.includes(other.id))
      assert.doesNotMatch(json, /\$2b\$|password_hash|token_sha256/)
      const sorted = (list: object[]) => list.map((each) => JSON.stringify(each)).sort()
      assert.deepEqual(sorted(await exportMe(person.token, 2)), sorted(records))
      // Every row of the databases that names the person is in it.
      const rows = (await dumpAll()).split("\n").filter((row) => row.includes(person.mark))
      assert.ok(rows.length >= 4)
      for (const row of rows) assert.ok(tables.has(row.split(" ")[0] ?? ""), row.slice(0, 200))
      const { errors } = await platform.graphql(
        `query ($id: ID!) { user(id: $id) { accountRecords { edges { cursor } } } }`,
        { id: person.id },
        other.token,
      )
      assert.equal(errors?.[0]?.extensions.code, "FORBIDDEN")
    })

    it("leaves no name and no address in any database, and what was counted as it was", async () => {
      const person = await livelyPerson()
      const { token, mark, courseId } = person
      const readCourse = async () => {
        const response = await platform.post(
          "/graphql",
          {
            query: `query ($id: ID!) {
              course(id: $id) {
                rating { average count histogram }
                reviews(first: 10) { edges { node { score comment author { displayName isErased bio } } } }
              }
            }`,
            variables: { id: courseId },
          },
          { "accept-language": "ko-KR,ko;q=0.9" },
        )
        const { data } = (await response.json()) as {
          data: { course: { rating: object; reviews: { edges: { node: Record<string, unknown> }[] } } }
        }
        return data.course
      }
      const before = await readCourse()
      const counted = /^(enrollments|payments|playback_events|watch_spans|session_progress) /
      const countable = async () =>
        (await dumpAll())
          .split("\n")
          .filter((row) => counted.test(row))
          .sort()
      const rows = await countable()
      const erase = (password: string) =>
        mutate(
          `mutation ($input: EraseMyAccountInput!) {
            eraseMyAccount(input: $input) { __typename ... on EraseMyAccountSuccess { erasedAt } ${ERRORS} }
          }`,
          { input: { password } },
          token,
        )
      assert.deepEqual((await erase("a wrong one, alas")).fields, [{ path: ["password"], rule: "wrong" }])
      const erased = await erase(person.password)
      assert.equal(erased.__typename, "EraseMyAccountSuccess")
      await refusedInTime(token)
      assert.equal((await login(person)).status, 401)
      assert.ok(!(await dumpDatabase(platform.databaseUrl("users"))).includes(mark))

      await until(async () => !(await dumpAll()).includes(mark), {
        timeoutMs: 40_000,
        description: "the other services to have erased",
      })
      assert.deepEqual(await countable(), rows)
      // What everybody sees may be some seconds old.
      const after = await until(
        async () => {
          const course = await readCourse()
          return course.reviews.edges.every(({ node }) => node.comment === null) ? course : undefined
        },
        { timeoutMs: 10_000, description: "the review without its words" },
      )
      assert.deepEqual(after.rating, before.rating)
      assert.deepEqual(after.reviews.edges, [
        { node: { score: 5, comment: null, author: { displayName: "탈퇴한 사용자", isErased: true, bio: null } } },
      ])
      assert.ok(!(await platform.log()).includes(mark))
      // The address is free, for another person.
      const again = await registered({ email: person.email })
      assert.notEqual(again.id, person.id)
    })

    it("is not for those who hold a role", async () => {
      const token = await platform.signIn(demo.instructor)
      const result = await mutate(
        `mutation ($input: EraseMyAccountInput!) { eraseMyAccount(input: $input) { __typename ${ERRORS} } }`,
        { input: { password: demo.instructor.password } },
        token,
      )
      assert.deepEqual([result.__typename, result.code], ["ValidationError", "ROLE_HOLDS_ACCOUNT"])
    })
  })
})
