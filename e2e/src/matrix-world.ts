import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from "graphql"
import { packageDefinition } from "@lectern/contracts/package-definition"
import { ownCall, type Call } from "@lectern/rpc/call"
import { createClient, type ClosableClient } from "@lectern/rpc/client"
import { ServiceError } from "@lectern/rpc/errors"
import { generateKeyPem } from "@lectern/rpc/jwt"
import { anonymousCaller, passportMinter, serviceCaller, type Caller, type Role } from "@lectern/rpc/passport"
import { required } from "@lectern/rpc/required"
import { lowerFirst } from "@lectern/rpc/service-types"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { makeCourses, type LibraryCourse } from "./course-library.ts"
import type { Platform } from "./platform-under-test.ts"

/**
 * Learner A owns whatever belongs to a learner, the instructor the courses; B and the other instructor have accounts and
 * nothing else.
 */
export const PEOPLE = ["learnerA", "learnerB", "instructor", "otherInstructor", "admin"] as const
export type PersonName = (typeof PEOPLE)[number]
const ROLES = {
  learnerA: "LEARNER",
  learnerB: "LEARNER",
  instructor: "INSTRUCTOR",
  otherInstructor: "INSTRUCTOR",
  admin: "ADMIN",
} as const

/** Parts of the platform that call services of their own accord. */
export const COMPONENTS = ["gateway", "usersService", "coursesService", "enrollmentService", "contentService"] as const
export type ComponentName = (typeof COMPONENTS)[number]

export interface Person {
  id: string
  displayName: string
  email: string
  password: string
  /** Of a sign-in of theirs. */
  accessToken: string
  refreshToken: string
  /** As the gateway reads the access token. */
  caller: Caller
}

interface Made {
  id: string
  etag: string
}

/** What the cells of the matrix are about, each made when it is first asked for. */
export interface World {
  person(name: PersonName): Promise<Person>
  /** Published, by the instructor, with two sessions. Nobody is enrolled, until `enrollment` is asked for. */
  course(): Promise<LibraryCourse>
  /** Another one, of which the first session is a preview and has a stream. */
  playableCourse(): Promise<LibraryCourse>
  /** A draft of the instructor's with one session. */
  draft(): Promise<{ id: string; slug: string; sessionId: string }>
  /** Learner A's, in `course`. */
  enrollment(): Promise<Made>
  /** Learner A's of `course`. */
  review(): Promise<{ id: string }>
  /** Learner A's, open, of the first session of `course`. */
  playbackSession(): Promise<{ id: string }>
  /** Learner A's, in a course of its own, with an end. */
  timedEnrollment(): Promise<Made>
  /** A plan on sale that stays so: all worlds have the same, since there may be a hundred at most. */
  plan(): Promise<{ id: string }>
  /** One to be taken off sale. */
  passingPlan(): Promise<{ id: string }>
  /** Learner A's, to `plan`. */
  subscription(): Promise<Made>
  /** Learner A's, unread, of `enrollment`. */
  notice(): Promise<{ id: string }>
  /** The instructor's, ready, of the first session of `course`. */
  file(): Promise<{ id: string; sessionId: string }>
  /** The same of `draft`. */
  draftFile(): Promise<{ id: string; sessionId: string }>
  /** Whose bytes have not come. */
  caption(): Promise<{ id: string }>
  /** All that learner A may have, and all that the instructor may. */
  everything(): Promise<void>
}

/** The outcome of a call, as its .proto writes errors: `CODE / REASON`. */
export interface RpcAnswer {
  outcome: string
  reply?: Record<string, unknown>
}

/** Passports that don't hold, and why. */
export type WrongPassports = Record<string, string>

export interface Stage {
  schema: GraphQLSchema
  /** `CoursesService/CreateCourse` of every RPC that a contract declares, and whether it only reads. */
  rpcs: Map<string, { reads: boolean }>
  call(rpc: string, request: object, caller: Caller | { passport: string }): Promise<RpcAnswer>
  componentCaller(name: ComponentName): Caller
  wrongPassports: WrongPassports
  newWorld(): World
  /** Everybody who was made in any world. */
  everybody(): Promise<Person[]>
  close(): void
}

const CALL_LIMIT_MS = 20_000
/** People who are made at the same time: the users service refuses to hash more than some passwords at once. */
const LANES = 6
/** Whose calls come with a key of their own; the gateway's key speaks for everybody else. */
const COMPONENT_CALLERS: Record<ComponentName, Caller> = {
  gateway: serviceCaller("gateway"),
  usersService: serviceCaller("users"),
  coursesService: serviceCaller("courses"),
  enrollmentService: serviceCaller("enrollment", ["users:read"]),
  contentService: serviceCaller("content"),
}

/** Clients of all services of a running platform with its own keys, and people to call them. */
export async function createStage(platform: Platform): Promise<Stage> {
  const { services, addresses } = platform
  const keys = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as Record<
    | "passportPrivateKey"
    | "usersPassportPrivateKey"
    | "coursesPassportPrivateKey"
    | "enrollmentPassportPrivateKey"
    | "contentPassportPrivateKey",
    string
  >
  const telemetry = silentTelemetry("stage")
  const mintAsGateway = passportMinter(keys.passportPrivateKey)
  const minters: Record<ComponentName, (caller: Caller) => string> = {
    gateway: mintAsGateway,
    usersService: passportMinter(keys.usersPassportPrivateKey),
    coursesService: passportMinter(keys.coursesPassportPrivateKey),
    enrollmentService: passportMinter(keys.enrollmentPassportPrivateKey),
    contentService: passportMinter(keys.contentPassportPrivateKey),
  }
  const passportOf = (caller: Caller): string => {
    const component = COMPONENTS.find((name) => COMPONENT_CALLERS[name] === caller)
    return (component ? minters[component] : mintAsGateway)(caller)
  }
  const callOf = (caller: Caller, passport = passportOf(caller)): Call => ownCall(caller, passport, CALL_LIMIT_MS)

  type AnyClient = Record<string, (request: object, call: Call) => Promise<Record<string, unknown>>>
  const clients = new Map<string, AnyClient>()
  const closable: ClosableClient[] = []
  const rpcs: Stage["rpcs"] = new Map()
  for (const [fullName, definition] of Object.entries(packageDefinition)) {
    // Beside services there are messages and enums.
    if ("format" in definition) continue
    const methods = Object.entries(definition)
    const [, context = "", , serviceName = ""] = fullName.split(".")
    const address = addresses.services[(context === "auth" ? "users" : context) as keyof typeof addresses.services]
    const client = createClient(definition, address, telemetry)
    closable.push(client)
    clients.set(serviceName, client as unknown as AnyClient)
    for (const [method, { options }] of methods)
      rpcs.set(`${serviceName}/${method}`, {
        reads: options?.idempotency_level === "NO_SIDE_EFFECTS",
      })
  }
  const rpcOf = (name: string) => {
    const [serviceName = "", method = ""] = name.split("/")
    const rpc = clients.get(serviceName)?.[lowerFirst(method)]
    if (!rpc) throw new Error(`there is no RPC ${name}`)
    return rpc
  }

  const everybody: Promise<Person>[] = []
  const inLane = lanes(LANES)
  // Not by way of the edge: what it allows one address is bounded.
  const signIn = async (email: string, password: string) => {
    const { tokens } = await rpcOf("AuthService/Login")({ email, password }, callOf(anonymousCaller))
    const { accessToken, refreshToken } = tokens as { accessToken: string; refreshToken: string }
    const claims = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString()) as {
      sub: string
      role: Role
      scope: string
      sid: string
    }
    const caller: Caller = {
      userId: claims.sub,
      role: claims.role,
      scopes: claims.scope === "" ? [] : claims.scope.split(" "),
      authSessionId: claims.sid,
    }
    return { accessToken, refreshToken, caller }
  }
  const newPerson = async (name: PersonName): Promise<Person> => {
    const made = {
      displayName: `Name-${randomUUID()}`,
      email: `${randomUUID()}@example.org`,
      password: `pass word ${randomUUID()}`,
    }
    const { user } = await services.users.createUser(
      {
        user: { displayName: made.displayName, email: made.email, role: `ROLE_${ROLES[name]}` },
        password: made.password,
        requestId: randomUUID(),
      },
      services.asAdmin(),
    )
    return { ...made, id: required(user).id, ...(await signIn(made.email, made.password)) }
  }

  const makePlan = async () => {
    const { caller } = await newWorld().person("admin")
    const { plan } = await services.enrollment.createPlan(
      {
        plan: {
          name: "Monthly",
          interval: "BILLING_INTERVAL_MONTH",
          price: { amountMinor: 9900, currencyCode: "KRW" },
        },
        requestId: randomUUID(),
      },
      callOf(caller),
    )
    return required(plan)
  }
  const plan = memo(makePlan)

  const newWorld = (): World => {
    const people = new Map<PersonName, Promise<Person>>()
    const person = (name: PersonName) => {
      let made = people.get(name)
      if (!made) {
        people.set(name, (made = inLane(() => newPerson(name))))
        everybody.push(made)
      }
      return made
    }
    const as = async (name: PersonName) => callOf((await person(name)).caller)
    const makeCourse = async (playable: boolean) =>
      required((await makeCourses(services, { count: 1, playable, instructorId: (await person("instructor")).id }))[0])
    const upload = async (sessionId: string) => {
      const bytes = Buffer.from("a hand-out")
      const { file, uploadPath } = await services.content.beginUpload(
        {
          file: {
            sessionId,
            type: "FILE_TYPE_OTHER",
            fileName: `${randomUUID()}.bin`,
            mediaType: "application/octet-stream",
            byteSize: bytes.length,
          },
          requestId: randomUUID(),
        },
        await as("instructor"),
      )
      await fetch(platform.origin + uploadPath, {
        method: "PATCH",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-offset": "0",
          "content-type": "application/offset+octet-stream",
        },
        body: bytes,
      })
      const { id } = required(file)
      const isReady = async () => {
        const { files } = await services.content.batchGetFiles({ ids: [id] }, await as("instructor"))
        return files[0]?.status === "FILE_STATUS_READY"
      }
      await until(isReady, { description: "an upload to be a file", timeoutMs: 20_000 })
      return { id, sessionId }
    }
    const world: World = {
      person,
      course: memo(() => makeCourse(false)),
      playableCourse: memo(() => makeCourse(true)),
      draft: memo(async () => {
        const { id: instructorId } = await person("instructor")
        const { course } = await services.courses.createCourse(
          {
            course: { title: "Draft", language: "en", level: "COURSE_LEVEL_BEGINNER", instructorId },
            requestId: randomUUID(),
          },
          await as("instructor"),
        )
        const { id, slug } = required(course)
        const { session } = await services.courses.createSession(
          {
            session: {
              courseId: id,
              title: "Draft",
              durationSeconds: 30,
              videoUrl: "https://videos.example.org/1.mp4",
            },
            requestId: randomUUID(),
          },
          await as("instructor"),
        )
        return { id, slug, sessionId: required(session).id }
      }),
      enrollment: memo(async () => {
        const [{ id }, call] = await Promise.all([world.course(), as("learnerA")])
        const { enrollment } = await services.enrollment.createEnrollment(
          { courseId: id, requestId: randomUUID() },
          call,
        )
        return required(enrollment)
      }),
      review: memo(async () => {
        await world.enrollment()
        const { id: courseId } = await world.course()
        const { review } = await services.courses.upsertReview(
          { review: { courseId, score: 4, comment: "Clear" }, requestId: randomUUID() },
          await as("learnerA"),
        )
        return required(review)
      }),
      playbackSession: memo(async () => {
        await world.enrollment()
        const { sessions } = await world.course()
        const { playbackSession } = await services.playback.startPlayback(
          {
            sessionId: required(sessions[0]).id,
            deviceId: randomUUID(),
            clientSessionId: randomUUID(),
            startTime: toTimestamp(new Date(Date.now() - 60_000)),
          },
          await as("learnerA"),
        )
        return required(playbackSession)
      }),
      timedEnrollment: memo(async () => {
        const [{ id: courseId }, { id: userId }, call] = await Promise.all([
          makeCourse(false),
          person("learnerA"),
          as("admin"),
        ])
        const { enrollment } = await services.enrollment.grantEnrollment(
          { userId, courseId, expireTime: toTimestamp(new Date(Date.now() + 86_400_000)), requestId: randomUUID() },
          call,
        )
        return required(enrollment)
      }),
      plan,
      passingPlan: memo(makePlan),
      subscription: memo(async () => {
        const [{ id: planId }, call] = await Promise.all([plan(), as("learnerA")])
        const { subscription } = await services.enrollment.purchaseSubscription(
          { planId, paymentToken: "ok", autoRenew: true, requestId: randomUUID() },
          call,
        )
        return required(subscription)
      }),
      notice: memo(async () => {
        await world.enrollment()
        const { notices } = await services.enrollment.listNotices(
          { userId: (await person("learnerA")).id, unreadOnly: true },
          await as("learnerA"),
        )
        return required(notices[0])
      }),
      file: memo(async () => upload(required((await world.course()).sessions[0]).id)),
      caption: memo(async () => {
        const { file } = await services.content.beginUpload(
          {
            file: {
              sessionId: required((await world.course()).sessions[0]).id,
              type: "FILE_TYPE_CAPTION",
              fileName: `${randomUUID()}.vtt`,
              mediaType: "text/vtt",
              byteSize: 10,
              language: "ko",
            },
            requestId: randomUUID(),
          },
          await as("instructor"),
        )
        return { id: required(file).id }
      }),
      draftFile: memo(async () => upload((await world.draft()).sessionId)),
      everything: async () => {
        await Promise.all([
          world.file(),
          world.draftFile(),
          world.caption(),
          ...PEOPLE.map(person),
          world.draft(),
          world.review(),
          world.playbackSession(),
          world.timedEnrollment(),
          world.subscription(),
          world.notice(),
          world.passingPlan(),
        ])
      },
    }
    return world
  }

  const [introspected, { accessToken }] = await Promise.all([
    platform.graphql<IntrospectionQuery>(getIntrospectionQuery()),
    newWorld().person("learnerA"),
  ])
  const aPerson: Caller = { userId: randomUUID(), role: "ADMIN", scopes: ["users:read", "courses:write"] }
  return {
    schema: buildClientSchema(introspected.data),
    rpcs,
    async call(name, request, by) {
      const call = "passport" in by ? callOf(anonymousCaller, by.passport) : callOf(by)
      try {
        return { outcome: "OK", reply: await rpcOf(name)(request, call) }
      } catch (error) {
        if (error instanceof ServiceError) return { outcome: `${error.code} / ${error.reason}` }
        throw error
      }
    },
    componentCaller: (name) => COMPONENT_CALLERS[name],
    wrongPassports: {
      "no passport": "",
      "a passport by a key of nobody's": passportMinter(generateKeyPem().privatePem)(aPerson),
      "an expired passport": passportMinter(keys.passportPrivateKey, () => new Date(Date.now() - 120_000))(aPerson),
      "an access token": accessToken,
      "a service's passport for a person": minters.usersService(aPerson),
      "a service's passport for the gateway": minters.enrollmentService(COMPONENT_CALLERS.gateway),
    },
    newWorld,
    everybody: () => Promise.all(everybody),
    close: () => {
      for (const client of closable) client.close()
    },
  }
}

/** Runs what it is given in as many lanes, in each one after the other. */
function lanes(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const ends: Promise<unknown>[] = Array.from({ length: count }, () => Promise.resolve())
  let next = 0
  return (work) => {
    const lane = next++ % count
    const result = (ends[lane] ?? Promise.resolve()).then(work)
    ends[lane] = result.catch(() => undefined)
    return result
  }
}

function memo<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
