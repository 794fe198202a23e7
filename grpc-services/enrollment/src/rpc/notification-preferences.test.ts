import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { NotificationPreferenceChange } from "@lectern/contracts/elearning/enrollment/v1/NotificationPreferenceChange.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

describe("notification preferences", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  type Preferences = Awaited<ReturnType<typeof service.enrollment.getNotificationPreferences>>["preferences"]
  const off = (preferences: Preferences) => preferences.filter(({ enabled }) => !enabled).map(({ type }) => type)
  const mail = (type: string, enabled: boolean): NotificationPreferenceChange => ({
    type: `NOTICE_TYPE_${type}` as NonNullable<NotificationPreferenceChange["type"]>,
    channel: "NOTIFICATION_CHANNEL_EMAIL",
    enabled,
  })
  function person() {
    const userId = randomUUID()
    const call = callAs(caller.learner(userId))
    return {
      userId,
      read: async () => (await service.enrollment.getNotificationPreferences({ userId }, call)).preferences,
      change: async (...changes: NotificationPreferenceChange[]) =>
        (await service.enrollment.updateNotificationPreferences({ changes }, call)).preferences,
    }
  }

  it("tell everything by every channel until something is changed", async () => {
    const { read } = person()
    const preferences = await read()
    assert.equal(preferences.length, 16)
    assert.ok(preferences.every(({ enabled }) => enabled))
    assert.deepEqual(
      preferences
        .filter(({ mandatory, channel }) => mandatory && channel === "NOTIFICATION_CHANNEL_EMAIL")
        .map(({ type }) => type),
      ["NOTICE_TYPE_SUBSCRIPTION_RENEWAL_FAILED", "NOTICE_TYPE_SUBSCRIPTION_EXPIRED"],
    )
    assert.ok(preferences.every(({ mandatory, channel }) => mandatory || channel === "NOTIFICATION_CHANNEL_EMAIL"))
  })

  it("change what is named, of one named twice to the last value, and keep the rest", async () => {
    const { read, change } = person()
    const other = person()
    await change(mail("SUBSCRIPTION_RENEWED", false), mail("SUBSCRIPTION_EXPIRING", false))
    const answered = await change(
      mail("SUBSCRIPTION_EXPIRING", true),
      mail("ENROLLMENT_CONFIRMED", true),
      mail("ENROLLMENT_CONFIRMED", false),
    )
    assert.deepEqual(off(answered), ["NOTICE_TYPE_SUBSCRIPTION_RENEWED", "NOTICE_TYPE_ENROLLMENT_CONFIRMED"])
    assert.deepEqual(await read(), answered)
    assert.deepEqual(await change(), answered)
    assert.deepEqual(off(await other.read()), [])
  })

  it("can be changed alike by several at once", async () => {
    const { read, change } = person()
    await Promise.all(Array.from({ length: 10 }, () => change(mail("SUBSCRIPTION_RENEWED", false))))
    assert.deepEqual(off(await read()), ["NOTICE_TYPE_SUBSCRIPTION_RENEWED"])
  })

  it("refuse to turn off what must be told, unknown values and too many changes, and change nothing then", async () => {
    const { read, change } = person()
    const violations = async (...changes: NotificationPreferenceChange[]) =>
      (await refusal(change(...changes), "INVALID_ARGUMENT")).details.violations?.map(({ field, rule }) => [
        field,
        rule,
      ])
    assert.deepEqual(
      await violations(
        mail("SUBSCRIPTION_RENEWED", false),
        mail("SUBSCRIPTION_EXPIRED", false),
        { ...mail("SUBSCRIPTION_RENEWED", false), channel: "NOTIFICATION_CHANNEL_IN_APP" },
        mail("UNSPECIFIED", false),
        // What a newer client may send.
        { type: 99, channel: 99, enabled: false } as object,
      ),
      [
        ["changes[1].enabled", "mandatory"],
        ["changes[2].enabled", "mandatory"],
        ["changes[3].type", "known"],
        ["changes[4].type", "known"],
        ["changes[4].channel", "known"],
      ],
    )
    assert.deepEqual(await violations(...Array.from({ length: 51 }, () => mail("SUBSCRIPTION_RENEWED", false))), [
      ["changes", "length"],
    ])
    assert.deepEqual(off(await read()), [])
    assert.deepEqual(off(await change(mail("SUBSCRIPTION_EXPIRED", true))), [])
  })

  it("are the person's own, also before administrators", async () => {
    const { userId } = person()
    for (const somebody of [caller.learner(), caller.admin()])
      await refusal(
        service.enrollment.getNotificationPreferences({ userId }, callAs(somebody)),
        "PERMISSION_DENIED",
        "NOT_YOURS",
      )
    await refusal(service.enrollment.updateNotificationPreferences({}, callAs(caller.anonymous)), "UNAUTHENTICATED")
  })
})
