import { parse, type DocumentNode, type FormattedExecutionResult } from "graphql"
import type { Call } from "@lectern/rpc/call"

interface TestableSubgraph {
  openScope(request: { passport: string; deadlineMs: number; signal: AbortSignal; correlationId: string }): {
    readonly call: Call
  }
  execute(
    operation: { document: DocumentNode; variables?: Record<string, unknown> | undefined },
    scope: { readonly call: Call },
  ): Promise<FormattedExecutionResult>
}

/** Runs an operation on a subgraph as the gateway would for this caller; the answer as JSON gives it. */
export async function runOperation<T = Record<string, never>>(
  subgraph: TestableSubgraph,
  call: Call,
  query: string,
  variables?: Record<string, unknown>,
): Promise<{ data: T; errors?: FormattedExecutionResult["errors"] }> {
  const result = await subgraph.execute({ document: parse(query), variables }, subgraph.openScope(call))
  return JSON.parse(JSON.stringify(result)) as { data: T }
}
