import { DateTime, Locale } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { BeginUploadSuccess } from "./resolvers/BeginUploadSuccess.ts"
import { CaptionTrack } from "./resolvers/CaptionTrack.ts"
import { ContentFile } from "./resolvers/ContentFile.ts"
import { CourseSession } from "./resolvers/CourseSession.ts"
import { Mutation } from "./resolvers/Mutation.ts"
import { Query } from "./resolvers/Query.ts"
import { StreamGrant } from "./resolvers/StreamGrant.ts"
import { StreamHealth } from "./resolvers/StreamHealth.ts"
import { StreamIssue } from "./resolvers/StreamIssue.ts"

export const resolvers: Resolvers = {
  BeginUploadSuccess,
  CaptionTrack,
  ContentFile,
  CourseSession,
  DateTime,
  Locale,
  Mutation,
  Query,
  StreamGrant,
  StreamHealth,
  StreamIssue,
}
