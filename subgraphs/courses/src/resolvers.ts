import { DateTime, JsonValue, Locale } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { Course } from "./resolvers/Course.ts"
import { CourseReview } from "./resolvers/CourseReview.ts"
import { CourseSession } from "./resolvers/CourseSession.ts"
import { Mutation } from "./resolvers/Mutation.ts"
import { Query } from "./resolvers/Query.ts"
import { RatingSummary } from "./resolvers/RatingSummary.ts"
import { User } from "./resolvers/User.ts"

export const resolvers: Resolvers = {
  Course,
  CourseReview,
  CourseSession,
  DateTime,
  JSON: JsonValue,
  Locale,
  Mutation,
  Query,
  RatingSummary,
  User,
}
