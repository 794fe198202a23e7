import { DateTime, JsonValue } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { Course } from "./resolvers/Course.ts"
import { CourseSession } from "./resolvers/CourseSession.ts"
import { Mutation } from "./resolvers/Mutation.ts"
import { PlaybackEvent } from "./resolvers/PlaybackEvent.ts"
import { PlaybackSession } from "./resolvers/PlaybackSession.ts"
import { Query } from "./resolvers/Query.ts"
import { User } from "./resolvers/User.ts"

export const resolvers: Resolvers = {
  Course,
  CourseSession,
  DateTime,
  JSON: JsonValue,
  Mutation,
  PlaybackEvent,
  PlaybackSession,
  Query,
  User,
}
