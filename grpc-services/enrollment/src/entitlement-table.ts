import type { AccessReason } from "./entitlement.ts"

// The access decision, cell by cell, for tests: of the rule alone and of everything that tells a reason.
// Four roles by three states of the enrolment by two of the subscription, of the preview and of the course: 96 cells.
// The rows of a subscription that is over come on top, since they alone tell SUBSCRIPTION_EXPIRED from NOT_ENROLLED.
// Enrolment: - none, en live, ho on hold. The instructor is the course's own.
const TABLE = `
                                   anonymous    learner      instructor   admin
published   preview  subscription  -  en ho     -  en ho     -  en ho     -  en ho
yes         no       none          si si si     no EN no     ST ST ST     ST ST ST
yes         no       live          si si si     SU EN SU     ST ST ST     ST ST ST
yes         no       over          si si si     ex EN ex     ST ST ST     ST ST ST
yes         yes      none          PR PR PR     PR PR PR     ST ST ST     ST ST ST
yes         yes      live          PR PR PR     PR PR PR     ST ST ST     ST ST ST
yes         yes      over          PR PR PR     PR PR PR     ST ST ST     ST ST ST
no          no       none          un un un     un un un     ST ST ST     ST ST ST
no          no       live          un un un     un un un     ST ST ST     ST ST ST
no          no       over          un un un     un un un     ST ST ST     ST ST ST
no          yes      none          un un un     un un un     ST ST ST     ST ST ST
no          yes      live          un un un     un un un     ST ST ST     ST ST ST
no          yes      over          un un un     un un un     ST ST ST     ST ST ST`

// Granted in capitals.
const REASONS: Record<string, AccessReason> = {
  ST: "STAFF",
  PR: "PREVIEW",
  EN: "ENROLLED",
  SU: "SUBSCRIBED",
  un: "COURSE_UNPUBLISHED",
  si: "NOT_SIGNED_IN",
  ex: "SUBSCRIPTION_EXPIRED",
  no: "NOT_ENROLLED",
}
const ROLES = ["ANONYMOUS", "LEARNER", "INSTRUCTOR", "ADMIN"] as const
const ENROLLMENTS = ["none", "live", "on hold"] as const

export interface AccessCell {
  role: (typeof ROLES)[number]
  enrollment: (typeof ENROLLMENTS)[number]
  subscription: "none" | "live" | "over"
  isPublished: boolean
  isPreview: boolean
  reason: AccessReason
  isGranted: boolean
}

export const accessTable: readonly AccessCell[] = TABLE.trim()
  .split("\n")
  .slice(2)
  .flatMap((line) => {
    const [published, preview, subscription, ...codes] = line.split(/\s+/)
    return codes.map((code, column): AccessCell => {
      const [role, enrollment, reason] = [ROLES[Math.floor(column / 3)], ENROLLMENTS[column % 3], REASONS[code]]
      if (!role || !enrollment || !reason) throw new Error(`there is no ${code} in column ${column}`)
      return {
        role,
        enrollment,
        subscription: subscription as AccessCell["subscription"],
        isPublished: published === "yes",
        isPreview: preview === "yes",
        reason,
        isGranted: code === code.toUpperCase(),
      }
    })
  })
