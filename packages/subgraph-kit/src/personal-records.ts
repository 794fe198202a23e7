import { toConnection } from "./connection.ts"

/** A page of ListPersonalRecords, which every service has, as the graph shows it. */
export const toRecordConnection = (reply: {
  records: readonly { table: string; recordJson: string }[]
  cursors: string[]
  nextPageToken: string
}) =>
  toConnection(
    reply.records.map(({ table, recordJson }) => ({ table, record: JSON.parse(recordJson) as unknown })),
    reply,
  )
