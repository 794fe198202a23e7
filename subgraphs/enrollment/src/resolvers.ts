import { DateTime, JsonValue } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { AccessDecision } from "./resolvers/AccessDecision.ts"
import { AccessEvidence } from "./resolvers/AccessEvidence.ts"
import { ContentSubscription } from "./resolvers/ContentSubscription.ts"
import { Course } from "./resolvers/Course.ts"
import { Enrollment } from "./resolvers/Enrollment.ts"
import { Mutation } from "./resolvers/Mutation.ts"
import { Notice } from "./resolvers/Notice.ts"
import { NotificationPreference } from "./resolvers/NotificationPreference.ts"
import { Query } from "./resolvers/Query.ts"
import { Renewal } from "./resolvers/Renewal.ts"
import { SubscriptionPlan } from "./resolvers/SubscriptionPlan.ts"
import { User } from "./resolvers/User.ts"

export const resolvers: Resolvers = {
  AccessDecision,
  AccessEvidence,
  ContentSubscription,
  Course,
  DateTime,
  Enrollment,
  JSON: JsonValue,
  Mutation,
  Notice,
  NotificationPreference,
  Query,
  Renewal,
  SubscriptionPlan,
  User,
}
