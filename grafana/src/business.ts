import type { Dashboard } from "./dashboard.ts"

const lastDay = (metric: string, by = "") => `sum${by === "" ? "" : ` by (${by})`} (increase(${metric}[1d]))`
const lastHour = (metric: string, by = "") => `sum${by === "" ? "" : ` by (${by})`} (increase(${metric}[1h]))`

export const business: Dashboard = {
  uid: "business",
  title: "Business",
  description:
    "Sign-ups, enrolments, subscriptions and money. Of the books the ledger of the enrollment service is right.",
  rows: [
    {
      title: "The last day",
      panels: [
        {
          title: "Sign-ups",
          description: "Accounts that were made.",
          unit: "short",
          queries: { "sign-ups": lastDay("accounts_created_total") },
          stat: {},
        },
        {
          title: "Enrolments",
          description: "Begun in the last day.",
          unit: "short",
          queries: { enrolments: lastDay("enrollments_started_total") },
          stat: {},
        },
        {
          title: "Subscriptions",
          description: "Begun in the last day.",
          unit: "short",
          queries: { subscriptions: lastDay("subscriptions_started_total") },
          stat: {},
        },
        {
          title: "Renewals",
          description: "Periods that were paid for and begun.",
          unit: "short",
          queries: { renewals: lastDay('subscription_sweep_total{outcome="renewed"}') },
          stat: {},
        },
        {
          title: "Payments declined",
          description: "Or never answered, of all in the last day.",
          unit: "percentunit",
          queries: {
            share: `${lastDay('payments_total{outcome=~"declined|unanswered"}')} / ${lastDay("payments_total")}`,
          },
          stat: { badFrom: 0.2 },
        },
        {
          title: "Revenue",
          description: "Captured less refunded, in minor units of each currency (ISO 4217).",
          unit: "short",
          queries: {
            "{{currency}}": `${lastDay('payments_minor_units_total{kind="captured"}', "currency")} - (${lastDay('payments_minor_units_total{kind="refunded"}', "currency")} or 0 * ${lastDay('payments_minor_units_total{kind="captured"}', "currency")})`,
          },
          stat: {},
        },
      ],
    },
    {
      title: "Each hour",
      panels: [
        {
          title: "Sign-ups and goodbyes",
          description: "By role; goodbyes are accounts that were erased.",
          unit: "short",
          queries: {
            "{{role}}": lastHour("accounts_created_total", "role"),
            erased: lastHour("accounts_erased_total"),
          },
        },
        {
          title: "Sign-ins",
          description: "By outcome: OK, UNAUTHENTICATED is a wrong password, RESOURCE_EXHAUSTED one too many.",
          unit: "short",
          queries: { "{{grpc_code}}": lastHour('grpc_server_handled_total{grpc_method="Login"}', "grpc_code") },
        },
        {
          title: "Enrolments",
          description: "By what they rest on.",
          unit: "short",
          queries: { "{{source}}": lastHour("enrollments_started_total", "source") },
        },
        {
          title: "Subscriptions",
          description: "Begun, and what the sweep did: renewed, declined, ended.",
          unit: "short",
          queries: {
            begun: lastHour("subscriptions_started_total"),
            "{{outcome}}": lastHour('subscription_sweep_total{outcome=~"renewed|declined|ended|unknown"}', "outcome"),
          },
        },
        {
          title: "Payments",
          description: "By what is paid for and outcome.",
          unit: "short",
          queries: { "{{purpose}} {{outcome}}": lastHour("payments_total", "purpose, outcome") },
        },
        {
          title: "Money",
          description: "In minor units of each currency.",
          unit: "short",
          queries: { "{{currency}} {{kind}}": lastHour("payments_minor_units_total", "currency, kind") },
        },
      ],
    },
  ],
}
