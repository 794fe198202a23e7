import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { StreamIssueResolvers } from "../gen/resolvers.ts"

export const StreamIssue: StreamIssueResolvers = {
  segment: ({ path }) => path,
  culprit: ({ culprit }) => enumName("STREAM_CULPRIT_", culprit),
  since: ({ sinceTime }) => fromTimestamp(sinceTime),
}
