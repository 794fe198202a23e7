import { Counter } from "prom-client"
import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes } from "@lectern/service-kit/ids"
import { claimDue } from "./claim-due.ts"
import { checkStream, type HttpProbe, type StreamCheck } from "./check-stream.ts"
import { findReadyCaptions } from "./content-file-store.ts"
import type { Database, StreamRow } from "./database.ts"
import { currentGrantEpoch } from "./grant-epoch-store.ts"
import { streamAddress, type FileStore } from "./file-store.ts"
import { enqueueStreamNotice } from "./stream-notices.ts"
import { signStreamGrant } from "./stream-grant.ts"
import { findStreamFiles, findStreamIssues, lockStream, replaceStreamIssues } from "./stream-store.ts"

export interface StreamCheckDeps {
  db: Database
  files: FileStore
  clock: Clock
  telemetry: Telemetry
  grantSecret: string
  /** Where players reach the file server; undefined where the network is not to be checked. */
  origin: string | undefined
}

const ROUND_MS = 5000
const CHECK_EVERY_MS = 15 * 60_000
// What could not be found out is asked again soon.
const RETRY_MS = 60_000
const CHECK_LIMIT_MS = 60_000
/** Longer than a check may take. What a dead replica had is then taken over. */
const CLAIM_MS = 2 * CHECK_LIMIT_MS
const CLAIMED_AT_ONCE = 4
const GRANT_MS = 10 * 60_000
const HTTP_LIMIT_MS = 5000

export const checkStreamsRegularly = (deps: StreamCheckDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "check streams",
    periodMs: ROUND_MS,
    round: (signal) => checkStreams(deps, signal),
  })

/** Checks all streams whose time has come, a few at once, on any number of replicas; none waits for a broken one. */
export async function checkStreams(deps: StreamCheckDeps, signal?: AbortSignal): Promise<void> {
  const { db, clock, telemetry } = deps
  const checks = counterOf(telemetry)
  while (!signal?.aborted) {
    const now = clock()
    const until = new Date(now.getTime() + CLAIM_MS)
    const claimed = await claimDue(db, {
      table: "streams",
      column: "next_check_at",
      now,
      until,
      limit: CLAIMED_AT_ONCE,
    })
    await Promise.all(
      claimed.map(async (stream) => {
        try {
          const check = await checkOne(deps, stream, signal)
          checks.labels(check.state).inc()
          await settle(deps, stream, check)
        } catch (error) {
          // It is claimed again when the claim has ended.
          if (!signal?.aborted) telemetry.log.warn({ err: error, stream: idFromBytes(stream.id) }, "stream not checked")
        }
      }),
    )
    if (claimed.length < CLAIMED_AT_ONCE) return
  }
}

async function checkOne(
  deps: StreamCheckDeps,
  stream: StreamRow,
  stopping: AbortSignal | undefined,
): Promise<StreamCheck> {
  const { db, files } = deps
  const known = new Map(
    (await findStreamFiles(db, stream.id)).map(({ path, byte_size, sha256 }) => [
      path,
      { sizeBytes: byte_size, sha256 },
    ]),
  )
  const captions = await findReadyCaptions(db, idFromBytes(stream.session_id))
  const limit = AbortSignal.timeout(CHECK_LIMIT_MS)
  try {
    return await checkStream({
      files,
      folder: stream.folder,
      entry: stream.entry_path,
      known,
      captionPlaylists: new Set(captions.flatMap(({ playlist_path }) => playlist_path ?? [])),
      http: await httpProbe(deps, stream),
      signal: stopping ? AbortSignal.any([limit, stopping]) : limit,
    })
  } catch (error) {
    if (!limit.aborted) throw error
    const message = `a check takes more than ${CHECK_LIMIT_MS / 1000} s`
    return { state: "ERROR", issues: [{ path: stream.entry_path, culprit: "STORAGE", message }] }
  }
}

/** Asks as a viewer without an account would who was granted the session. */
async function httpProbe(
  { db, origin, grantSecret, clock }: StreamCheckDeps,
  stream: StreamRow,
): Promise<HttpProbe | undefined> {
  if (origin === undefined) return undefined
  const sessionId = idFromBytes(stream.session_id)
  const grant = signStreamGrant(grantSecret, {
    userId: undefined,
    courseId: idFromBytes(stream.course_id),
    sessionId,
    epoch: await currentGrantEpoch(db),
    expiresAt: new Date(clock().getTime() + GRANT_MS),
  })
  return async (path, signal) => {
    const response = await fetch(
      new URL(`${streamAddress(sessionId, `${stream.folder}/${path}`)}?g=${grant}`, origin),
      {
        method: "HEAD",
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(HTTP_LIMIT_MS)]),
      },
    )
    const length = response.headers.get("content-length")
    return { status: response.status, sizeBytes: length === null ? undefined : Number(length) }
  }
}

/** Writes down what was found; an issue that was there before keeps its time. */
async function settle(
  { db, clock }: StreamCheckDeps,
  { id }: StreamRow,
  { state, issues }: StreamCheck,
): Promise<void> {
  const now = clock()
  await transact(db, async (tx) => {
    const stream = await lockStream(tx, id)
    // Nobody plays it any more.
    if (!stream || stream.discard_at !== null) return
    const before = await findStreamIssues(tx, [id])
    const sinceOf = (path: string, culprit: string) =>
      before.find((issue) => issue.path === path && issue.culprit === culprit)?.since ?? now
    await replaceStreamIssues(
      tx,
      id,
      issues.map(({ path, culprit, message }, position) => ({
        stream_id: id,
        position,
        path: path.slice(0, 400),
        culprit,
        message: message.slice(0, 255),
        since: sinceOf(path, culprit),
      })),
    )
    const wasBroken = stream.is_broken === 1
    const isBroken = state === "FAIL" || (state === "ERROR" && wasBroken)
    await tx
      .updateTable("streams")
      .set({
        health: state,
        checked_at: now,
        next_check_at: new Date(now.getTime() + (state === "ERROR" ? RETRY_MS : CHECK_EVERY_MS)),
        is_broken: isBroken ? 1 : 0,
        ...(wasBroken && !isBroken ? { recovered_at: now } : {}),
      })
      .where("id", "=", id)
      .execute()
    if (isBroken === wasBroken) return
    const [courseId, sessionId] = [idFromBytes(stream.course_id), idFromBytes(stream.session_id)]
    await enqueueStreamNotice(tx, { courseId, sessionId, isBroken }, now)
  })
}

const NAME = "stream_checks_total"
const counterOf = ({ metrics }: Telemetry) =>
  (metrics.getSingleMetric(NAME) as Counter<"state"> | undefined) ??
  new Counter({
    name: NAME,
    help: "Self-checks of streams, by what they found.",
    labelNames: ["state"],
    registers: [metrics],
  })
