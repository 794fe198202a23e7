import type { Money__Output } from "@lectern/contracts/elearning/common/v1/Money.ts"
import type { CreateEnrollmentRequest__Output } from "@lectern/contracts/elearning/enrollment/v1/CreateEnrollmentRequest.ts"
import { requireUserId } from "@lectern/rpc/call"
import { invalidFields, notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { idToBytes, isId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { beginEnrollment } from "../begin-enrollment.ts"
import type { Deps } from "../deps.ts"
import { newEnrollment, toEnrollment } from "../enrollment-store.ts"
import { subscriptionEnd } from "../entitlement.ts"
import { checkMoney } from "../money.ts"
import { checkPaymentToken } from "../payment-provider.ts"
import { answerPurchase, reservePurchase, type PurchaseReply } from "../purchase-saga.ts"
import type { EnrollmentRpc } from "../service.ts"
import { findLiveSubscription } from "../subscription-store.ts"

/** What is remembered under an idempotency key: a purchase, whose answer comes later, or the answer. */
type Begun = { purchaseId: string } | Required<Pick<PurchaseReply, "enrollment">>

export const createEnrollment: EnrollmentRpc<"createEnrollment"> = (deps) => async (request, call) => {
  const { db, clock, courses: coursesService, metrics } = deps
  const { courseId, paymentToken, expectedPrice, requestId } = request
  const userId = requireUserId(call)
  const violations = new Violations()
  violations.id("request_id", requestId)
  if (paymentToken !== "") checkPaymentToken(violations, "payment_token", paymentToken)
  if (expectedPrice) checkMoney(violations, "expected_price", expectedPrice, { min: 0 })
  violations.throwIfAny()

  const key = { scope: `createEnrollment ${userId}`, requestId, request: { courseId, paymentToken, expectedPrice } }
  const answer = async (begun: Begun, replayed: boolean) => {
    const { enrollment = null } = "purchaseId" in begun ? await answerPurchase(deps, begun.purchaseId) : begun
    return { enrollment, replayed }
  }
  // A repeat is answered whether or not the courses service can be, and whatever became of the course since.
  const earlier = await earlierReply<Begun>(db, key)
  if (earlier) return answer(earlier, true)
  // Asked outside the transaction, so that no connection waits for another service.
  const { courses } = await coursesService.batchGetCourses({ ids: [courseId] }, call)
  const course = courses.find(({ id }) => id === courseId)
  if (course?.status !== "COURSE_STATUS_PUBLISHED")
    throw notFound(
      "COURSE_NOT_FOUND",
      "there is no published course with this id",
      isId(courseId) ? courseId : undefined,
    )
  requireExpectedPrice(request, course.price)
  const bySubscription = course.price !== null && paymentToken === ""
  if (bySubscription && !(await isSubscribed(deps, userId))) throw paymentRequired(course.price)

  const now = clock()
  const { reply, replayed } = await transact(db, (tx) =>
    once(tx, { ...key, now }, async (): Promise<Begun> => {
      if (course.price && !bySubscription) {
        const wanted = {
          user_id: idToBytes(userId),
          kind: "ENROLLMENT",
          subject_id: idToBytes(courseId),
          amount_minor: course.price.amountMinor,
          currency_code: course.price.currencyCode,
          payment_token: paymentToken,
          auto_renew: 0,
          time_zone: "UTC",
        } as const
        return { purchaseId: await reservePurchase(tx, wanted, now) }
      }
      const row = newEnrollment({ userId, courseId, source: bySubscription ? "SUBSCRIPTION" : "PURCHASE" }, now)
      await beginEnrollment(tx, row, now)
      return { enrollment: toEnrollment(row, now) }
    }),
  )
  if (!replayed && "enrollment" in reply) metrics.enrolled(bySubscription ? "SUBSCRIPTION" : "PURCHASE")
  return answer(reply, replayed)
}

async function isSubscribed({ db, clock }: Deps, userId: string): Promise<boolean> {
  const live = await findLiveSubscription(db, idToBytes(userId))
  return live !== undefined && (subscriptionEnd(live) ?? 0) > clock().getTime()
}

const inWords = (price: Money__Output | null) =>
  price ? `${price.amountMinor} minor units of ${price.currencyCode}` : "nothing"

const paymentRequired = (price: Money__Output | null) =>
  invalidFields([
    {
      field: "payment_token",
      rule: "required",
      message: `the course costs ${inWords(price)}: a means of payment is expected`,
    },
  ])

/** So that nobody pays another price than they were shown. */
function requireExpectedPrice({ expectedPrice }: CreateEnrollmentRequest__Output, price: Money__Output | null): void {
  if (!expectedPrice) return
  const isFree = !price && expectedPrice.amountMinor === 0
  const isSame = price?.amountMinor === expectedPrice.amountMinor && price.currencyCode === expectedPrice.currencyCode
  if (!isFree && !isSame)
    throw invalidFields([
      { field: "expected_price", rule: "current", message: `the course costs ${inWords(price)} now` },
    ])
}
