import { DateTime, EmailAddress, JsonValue, Locale } from "@lectern/subgraph-kit/scalars"
import type { Resolvers } from "./gen/resolvers.ts"
import { AuthSession } from "./resolvers/AuthSession.ts"
import { LoginRecord } from "./resolvers/LoginRecord.ts"
import { Mutation } from "./resolvers/Mutation.ts"
import { Query } from "./resolvers/Query.ts"
import { User } from "./resolvers/User.ts"

export const resolvers: Resolvers = {
  AuthSession,
  DateTime,
  EmailAddress,
  JSON: JsonValue,
  Locale,
  LoginRecord,
  Mutation,
  Query,
  User,
}
