import { badUserInput } from "./graphql-errors.ts"

const MOST = 100

/** `first` as an RPC's page size. The services coerce, the graph refuses: a client learns of its mistake. */
export function pageArguments({
  first,
  after,
}: {
  first?: number | null | undefined
  after?: string | null | undefined
}): {
  pageSize: number
  pageToken: string
} {
  if (first !== null && first !== undefined && (first < 1 || first > MOST))
    throw badUserInput(`first: 1 to ${MOST} is expected, got ${first}`)
  return { pageSize: first ?? 0, pageToken: after ?? "" }
}

/** A page of an RPC as a Relay connection. */
export function toConnection<N>(
  nodes: readonly N[],
  { cursors, nextPageToken }: { cursors: string[]; nextPageToken: string },
) {
  return {
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? "" })),
    pageInfo: {
      hasNextPage: nextPageToken !== "",
      hasPreviousPage: false,
      startCursor: cursors[0] ?? null,
      // Beyond the last edge where that is where the search for more has ended.
      endCursor: nextPageToken || (cursors.at(-1) ?? null),
    },
  }
}
