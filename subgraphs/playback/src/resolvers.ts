import { DateTime, JsonValue } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { Course } from "./resolvers/Course.ts"
import { CourseAnalytics } from "./resolvers/CourseAnalytics.ts"
import { CourseSession } from "./resolvers/CourseSession.ts"
import { Mutation } from "./resolvers/Mutation.ts"
import { PlaybackEvent } from "./resolvers/PlaybackEvent.ts"
import { PlaybackSession } from "./resolvers/PlaybackSession.ts"
import { Query } from "./resolvers/Query.ts"
import { SessionAnalytics } from "./resolvers/SessionAnalytics.ts"
import { User } from "./resolvers/User.ts"

export const resolvers: Resolvers = {
  Course,
  CourseAnalytics,
  CourseSession,
  DateTime,
  JSON: JsonValue,
  Mutation,
  PlaybackEvent,
  PlaybackSession,
  Query,
  SessionAnalytics,
  User,
}
