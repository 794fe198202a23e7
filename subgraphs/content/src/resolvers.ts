import { DateTime, Locale } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { CaptionTrack } from "./resolvers/CaptionTrack.ts"
import { CourseSession } from "./resolvers/CourseSession.ts"
import { StreamGrant } from "./resolvers/StreamGrant.ts"
import { StreamHealth } from "./resolvers/StreamHealth.ts"
import { StreamIssue } from "./resolvers/StreamIssue.ts"

export const resolvers: Resolvers = {
  CaptionTrack,
  CourseSession,
  DateTime,
  Locale,
  StreamGrant,
  StreamHealth,
  StreamIssue,
}
