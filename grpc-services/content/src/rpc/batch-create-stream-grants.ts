import type { AccessDecision__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessDecision.ts"
import type { StreamAnswer } from "@lectern/contracts/elearning/content/v1/StreamAnswer.ts"
import { fromTimestampOrNull, toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import { offeredCaptions } from "../captions.ts"
import { findPlayableFiles, isPartOfStream, type PlayableFile } from "../content-file-store.ts"
import { streamAddress } from "../file-store.ts"
import { currentGrantEpoch } from "../grant-epoch-store.ts"
import type { ContentRpc } from "../service.ts"
import { signStreamGrant } from "../stream-grant.ts"

const MAX_SESSIONS = 100 // the content subgraph's DataLoader uses the same bound
// How long packaging a short video takes; nobody is told sooner.
const RETRY_AFTER_SECONDS = 10
// What an unknown course answers, so that nobody learns to which course a session belongs.
const WRONG_COURSE = "COURSE_UNPUBLISHED"

export const batchCreateStreamGrants: ContentRpc<"batchCreateStreamGrants"> =
  ({ db, clock, enrollment, grants }) =>
  async (request, call) => {
    requireBatch("sessions", request.sessions.length, MAX_SESSIONS)
    // Ids are compared as the database spells them.
    const sessions = request.sessions.map(({ sessionId, courseId, isPreview }) => ({
      asked: sessionId,
      sessionId: sessionId.toLowerCase(),
      courseId: courseId.toLowerCase(),
      isPreview,
    }))
    const [epoch, filesOf] = await Promise.all([
      // Before anybody is asked: a right that ends while it is decided on has a higher one.
      currentGrantEpoch(db),
      findPlayableFiles(
        db,
        sessions.map(({ sessionId }) => sessionId),
      ),
    ])
    // The course that is stored with a file decides, whatever course a request puts its session into.
    const isOfAnotherCourse = ({ sessionId, courseId }: (typeof sessions)[number]) =>
      (filesOf.get(sessionId) ?? []).some((file) => idFromBytes(file.course_id) !== courseId)
    const inQuestion = sessions.filter((session) => !isOfAnotherCourse(session))
    const coursesOf = (list: typeof sessions) => [...new Set(list.map(({ courseId }) => courseId))]
    const { decisions, previewDecisions } =
      inQuestion.length === 0
        ? { decisions: [], previewDecisions: [] }
        : await enrollment.batchCheckAccess(
            {
              courseIds: coursesOf(inQuestion),
              previewCourseIds: coursesOf(inQuestion.filter(({ isPreview }) => isPreview)),
            },
            call,
          )
    const byCourse = (list: readonly AccessDecision__Output[]) => new Map(list.map((it) => [it.courseId, it]))
    const decisionOf = { full: byCourse(decisions), preview: byCourse(previewDecisions) }

    const now = clock()
    const answerFor = (session: (typeof sessions)[number]): StreamAnswer => {
      const decision = decisionOf[session.isPreview ? "preview" : "full"].get(session.courseId)
      if (isOfAnotherCourse(session) || !decision) return { denial: { reason: WRONG_COURSE } }
      if (!decision.granted) return { denial: { reason: decision.reason.replace("ACCESS_REASON_", "") } }
      const ready = (filesOf.get(session.sessionId) ?? []).filter(({ status }) => status === "READY")
      // The newest: a video that is uploaded anew takes the place of the one before it when it is ready.
      const video = ready.findLast(({ folder }) => folder !== null)
      if (!video) return { notReady: { retryAfterSeconds: RETRY_AFTER_SECONDS } }
      const validUntil = fromTimestampOrNull(decision.validUntilTime)?.getTime() ?? Number.POSITIVE_INFINITY
      // In whole seconds, as the grant itself has it.
      const expiresAt = new Date(
        Math.floor(Math.min(now.getTime() + grants.lifetimeSeconds * 1000, validUntil) / 1000) * 1000,
      )
      const grant = signStreamGrant(grants.secret, {
        userId: call.caller.userId,
        courseId: session.courseId,
        sessionId: session.sessionId,
        epoch,
        expiresAt,
      })
      return { grant: toGrant(session.sessionId, { video, files: ready }, grant, expiresAt) }
    }
    return { answers: sessions.map((session) => ({ sessionId: session.asked, ...answerFor(session) })) }
  }

function toGrant(
  sessionId: string,
  { video, files }: { video: PlayableFile; files: readonly PlayableFile[] },
  grant: string,
  expiresAt: Date,
) {
  const addressOf = (path: string | null) =>
    path === null ? "" : `${streamAddress(sessionId, `${video.folder}/${path}`)}?g=${grant}`
  const isPackage = video.entry_path?.endsWith(".m3u8")
  // Of an import; a package of ours has it among its files.
  const poster = files.find(({ type }) => type === "IMAGE")
  const isImport = video.poster_path === null && poster !== undefined && isPartOfStream(video)
  return {
    hlsPath: isPackage ? addressOf(video.entry_path) : "",
    mp4Path: isPackage ? "" : addressOf(video.entry_path),
    posterPath: isImport ? `/files/posters/${idFromBytes(poster.id)}.jpg?g=${grant}` : addressOf(video.poster_path),
    storyboardPath: addressOf(video.storyboard_path),
    captions: offeredCaptions(files.filter(({ type }) => type === "CAPTION")).map(
      ({ fileId, language, label, isDefault }) => ({
        fileId,
        language,
        label,
        path: `/files/captions/${fileId}.vtt?g=${grant}`,
        isDefault,
      }),
    ),
    expireTime: toTimestamp(expiresAt),
  }
}
