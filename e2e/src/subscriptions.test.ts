import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { createConnection, type Connection } from "mysql2/promise"
import { chooseSocketPath } from "@lectern/private-database/socket-path"
import { until } from "@lectern/test-kit/until"
import { startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"

const PATIENCE_MS = 60_000
const DAY_MS = 86_400_000

for (const topology of TOPOLOGIES)
  describe(`subscriptions, notices and their mail (${topology})`, () => {
    let platform: Platform
    let database: Connection
    before(async () => {
      platform = await startPlatform(topology)
      const { databasePassword } = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as {
        databasePassword: string
      }
      database = await createConnection({
        socketPath: await chooseSocketPath(join(platform.dataFolder, "mysql"), "mysql.sock"),
        user: "enrollment",
        password: databasePassword,
        database: "enrollment",
        timezone: "Z",
      })
    })
    after(async () => {
      await database?.end()
      await platform?.stop()
    })

    interface Subscription {
      id: string
      status: string
      currentPeriodStart: string
      currentPeriodEnd: string
      autoRenew: boolean
      cancelledAt: string | null
      etag: string
      renewals: { edges: { node: { outcome: string; periodStart: string } }[] }
    }
    interface Me {
      me: {
        subscription: Subscription
        notices: {
          unreadCount: number
          edges: { node: { id: string; type: string; title: string; subscription: { id: string } | null } }[]
        }
      }
    }
    interface Mail {
      to: string[]
      subject: string
      text: string
      language: string
      messageId: string
    }

    /** A learner who is subscribed by the month, and what they see. */
    async function subscriber(paymentToken = "ok", locale = "ko") {
      const email = `${randomUUID()}@example.org`
      const password = "correct horse battery"
      const registered = await platform.graphql<{ registerUser: { __typename: string } }>(
        `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`,
        { input: { displayName: "이서연", email, password, locale, timeZone: "Asia/Seoul" } },
      )
      assert.equal(registered.data.registerUser.__typename, "RegisterUserSuccess")
      const token = await platform.signIn({ email, password })
      const { data } = await platform.graphql<{ subscriptionPlans: { id: string; interval: string }[] }>(
        `{ subscriptionPlans { id interval } }`,
      )
      const planId = data.subscriptionPlans.find(({ interval }) => interval === "MONTH")?.id
      const change = async (mutation: string, variables: object) => {
        const reply = await platform.graphql<Record<string, { __typename: string; subscription: Subscription }>>(
          mutation,
          variables,
          token,
        )
        return Object.values(reply.data)[0]
      }
      const CHANGED = `{ __typename
        ... on SubscriptionSuccess { subscription { id status autoRenew cancelledAt etag currentPeriodEnd } }
        ... on UserError { code message } }`
      const bought = await change(
        `mutation ($input: PurchaseSubscriptionInput!) { purchaseSubscription(input: $input) ${CHANGED} }`,
        { input: { planId, paymentToken, idempotencyKey: randomUUID() } },
      )
      assert.equal(bought?.__typename, "SubscriptionSuccess")
      const id = bought.subscription.id
      const read = async () => {
        const { data: seen, errors } = await platform.graphql<Me>(
          `{ me {
            subscription { id status currentPeriodStart currentPeriodEnd autoRenew cancelledAt etag
              renewals { edges { node { outcome periodStart } } } }
            notices(first: 50) { unreadCount edges { node { id type title subscription { id } } } } } }`,
          {},
          token,
        )
        assert.equal(errors, undefined)
        return seen.me
      }
      return {
        id,
        token,
        read,
        setAutoRenew: (autoRenew: boolean) =>
          change(`mutation ($input: SetAutoRenewInput!) { setAutoRenew(input: $input) ${CHANGED} }`, {
            input: { subscriptionId: id, autoRenew },
          }),
        cancel: () => change(`mutation ($id: ID!) { cancelSubscription(id: $id) ${CHANGED} }`, { id }),
        pay: (newToken: string) =>
          change(`mutation ($input: ChangePaymentMethodInput!) { changePaymentMethod(input: $input) ${CHANGED} }`, {
            input: { subscriptionId: id, paymentToken: newToken },
          }),
        mails: async () => {
          const all = (await (await fetch(`${platform.addresses.mails}`)).json()) as Mail[]
          return all.filter(({ to }) => to.includes(email))
        },
        access: async () => {
          const { data: seen } = await platform.graphql<{
            courses: { edges: { node: { viewerAccess: { reason: string } } }[] }
          }>(`{ courses(first: 1) { edges { node { viewerAccess { reason } } } } }`, {}, token)
          return seen.courses.edges[0]?.node.viewerAccess.reason
        },
        /** Moves the subscription in time so that its period ends then: the platform runs on the real clock. */
        letEnd: async (inMs: number) => {
          const key = Buffer.from(id.replaceAll("-", ""), "hex")
          const { currentPeriodEnd } = (await read()).subscription
          const shift = new Date(currentPeriodEnd).getTime() - (Date.now() + inMs)
          await database.query(
            `UPDATE subscriptions SET started_at = started_at - INTERVAL ? MICROSECOND,
               period_start = period_start - INTERVAL ? MICROSECOND, period_end = period_end - INTERVAL ? MICROSECOND,
               next_action_at = '1970-01-02' WHERE id = ?`,
            [shift * 1000, shift * 1000, shift * 1000, key],
          )
        },
        /** Waits until there are exactly these notices, newest first. */
        isTold: async (expected: string[]) => {
          const types = async () =>
            (await read()).notices.edges.map(({ node }) => node.type.replace("SUBSCRIPTION_", "")).join()
          await until(async () => (await types()) === expected.join(), {
            timeoutMs: PATIENCE_MS,
            description: `the notices ${expected.join(", ")}`,
          })
        },
      }
    }
    it("renew themselves at the end of a period, and say so in the app and by mail", async () => {
      const learner = await subscriber()
      await learner.isTold(["STARTED"])
      assert.equal(await learner.access(), "SUBSCRIBED")
      await learner.letEnd(-1000)
      const { currentPeriodEnd: ended } = (await learner.read()).subscription
      await learner.isTold(["RENEWED", "STARTED"])
      const { subscription, notices } = await learner.read()
      assert.deepEqual([subscription.status, subscription.currentPeriodStart], ["ACTIVE", ended])
      assert.ok(Date.parse(subscription.currentPeriodEnd) > Date.now() + 26 * DAY_MS)
      assert.deepEqual(
        subscription.renewals.edges.map(({ node }) => node),
        [{ outcome: "RENEWED", periodStart: ended }],
      )
      assert.equal(await learner.access(), "SUBSCRIBED")
      assert.equal(notices.unreadCount, 2)
      assert.ok(notices.edges.every(({ node }) => node.subscription?.id === learner.id))
      const mails = await until(
        async () => {
          const found = await learner.mails()
          return found.length >= 2 ? found : undefined
        },
        { timeoutMs: PATIENCE_MS, description: "two mails" },
      )
      assert.deepEqual(
        mails.map(({ subject, language }) => `${language} ${subject}`).sort(),
        ["ko 구독이 갱신되었습니다", "ko 구독이 시작되었습니다"].sort(),
      )
      assert.deepEqual(
        new Set(mails.map(({ messageId }) => messageId.split("@")[0])),
        new Set(notices.edges.map(({ node }) => node.id)),
      )
    })

    it("end when they are not to be renewed, and say so before and then", async () => {
      const learner = await subscriber("ok", "en")
      assert.equal((await learner.setAutoRenew(false))?.subscription.autoRenew, false)
      await learner.letEnd(3 * DAY_MS)
      await learner.isTold(["EXPIRING", "STARTED"])
      await learner.letEnd(-1000)
      // Before any sweep: access hangs on the time alone.
      assert.equal(await learner.access(), "SUBSCRIPTION_EXPIRED")
      await learner.isTold(["EXPIRED", "EXPIRING", "STARTED"])
      const { subscription, notices } = await learner.read()
      assert.equal(subscription.status, "EXPIRED")
      assert.equal(subscription.renewals.edges[0]?.node.outcome, "SKIPPED_AUTO_RENEW_OFF")
      await until(async () => (await learner.mails()).length === 3, {
        timeoutMs: PATIENCE_MS,
        description: "three mails",
      })

      const ids = notices.edges.map(({ node }) => node.id)
      const mark = async () => {
        const { data } = await platform.graphql<{ markNoticesRead: { readCount: number } }>(
          `mutation ($ids: [ID!]!) { markNoticesRead(ids: $ids) { readCount } }`,
          { ids },
          learner.token,
        )
        return data.markNoticesRead.readCount
      }
      assert.deepEqual([await mark(), await mark()], [3, 0])
      assert.equal((await learner.read()).notices.unreadCount, 0)
    })

    it("keep access in a grace when a payment fails, and end at once when they are cancelled then", async () => {
      const learner = await subscriber()
      await platform.graphql(
        `mutation ($input: UpdateNotificationPreferencesInput!) {
          updateNotificationPreferences(input: $input) { __typename }
        }`,
        { input: { changes: [{ type: "SUBSCRIPTION_STARTED", channel: "EMAIL", isEnabled: false }] } },
        learner.token,
      )
      assert.equal((await learner.pay("decline"))?.__typename, "SubscriptionSuccess")
      await learner.letEnd(-1000)
      await learner.isTold(["RENEWAL_FAILED", "STARTED"])
      assert.deepEqual([(await learner.read()).subscription.status, await learner.access()], ["GRACE", "SUBSCRIBED"])
      const cancelled = await learner.cancel()
      assert.equal(cancelled?.subscription.status, "CANCELLED")
      assert.equal(await learner.access(), "SUBSCRIPTION_EXPIRED")
      await until(
        async () => {
          const subjects = (await learner.mails()).map(({ subject }) => subject)
          return subjects.includes("구독을 갱신하지 못했습니다") && subjects.includes("구독이 종료되었습니다")
        },
        { timeoutMs: PATIENCE_MS, description: "the mails that can't be turned off" },
      )
    })

    it("run to the end of what is paid when they are cancelled", async () => {
      const learner = await subscriber()
      const cancelled = await learner.cancel()
      assert.deepEqual(
        [
          cancelled?.subscription.status,
          cancelled?.subscription.autoRenew,
          cancelled?.subscription.cancelledAt !== null,
        ],
        ["ACTIVE", false, true],
      )
      assert.equal(await learner.access(), "SUBSCRIBED")
      await learner.letEnd(-1000)
      await learner.isTold(["EXPIRED", "STARTED"])
      assert.equal((await learner.read()).subscription.status, "CANCELLED")
    })

    it("leave no address in the log", async () => {
      assert.doesNotMatch(await platform.log(), /@example\.org/)
    })
  })
