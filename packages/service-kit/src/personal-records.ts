import { sql, type Kysely, type RawBuilder } from "kysely"
import { invalidArgument } from "@lectern/rpc/errors"
import { idFromBytes, idToBytes, isId } from "./ids.ts"
import { pageSize, toPage, type PageTokens } from "./paging.ts"

type KeyValue = string | number | Date | Buffer
type Row = Record<string, unknown>

/** A table that holds rows about people, and how those of one person are read in order. */
export interface PersonalTable {
  table: string
  /** Column with the account's id, `user_id` when left out; ignored where there is a parent. */
  owner?: string
  /** Where that is text, not BINARY(16). */
  isOwnerText?: boolean
  /**
   * Another table with `user_id` and `id` that says whose a row is; `column` is where a row of this table has that id,
   * and the first of its key.
   */
  parent?: { table: string; column: string }
  /** Columns that order one person's rows, each another one; an index has them behind the owner. */
  key: readonly [string, ...string[]]
  /** Columns that stay here: hashes of secrets. */
  hidden?: readonly string[]
  /** Columns of JSON, which some drivers give as text. */
  json?: readonly string[]
}

const PARENTS_AT_ONCE = 50
const PAGE = { standard: 100, most: 100 }

/** One page of all that is kept about a person, table after table, for the RPC ListPersonalRecords. */
export async function listPersonalRecords<DB>(
  db: Kysely<DB>,
  tables: readonly PersonalTable[],
  {
    userId,
    requested,
    pageToken,
    tokens,
  }: { userId: string; requested: number; pageToken: string; tokens: PageTokens },
) {
  const size = pageSize(requested, PAGE)
  const list = `personalRecords ${userId}`
  const [name, ...keys] = tokens.decode(list, pageToken) ?? []
  const start = name === undefined ? 0 : tables.findIndex(({ table }) => table === name)
  if (start < 0) throw invalidArgument("PAGE_TOKEN_INVALID", "the cursor is of a table that is no more")
  const found: { table: PersonalTable; row: Row }[] = []
  for (let index = start; isId(userId) && index < tables.length && found.length <= size; index++) {
    const table = tables[index]
    if (!table) break
    const after = index === start && keys.length > 0 ? keys.map(decodeKey) : undefined
    const rows = await readRows(db, table, { userId, after, limit: size + 1 - found.length })
    found.push(...rows.map((row) => ({ table, row })))
  }
  const { page, cursors, nextPageToken } = toPage(found, size, ({ table, row }) =>
    tokens.encode(list, [table.table, ...table.key.map((column) => encodeKey(row[column] as KeyValue))]),
  )
  return {
    records: page.map(({ table, row }) => ({ table: table.table, recordJson: JSON.stringify(toRecord(table, row)) })),
    cursors,
    nextPageToken,
  }
}

type Range = { userId: string; after: KeyValue[] | undefined; limit: number }

async function readRows<DB>(db: Kysely<DB>, table: PersonalTable, { userId, after, limit }: Range): Promise<Row[]> {
  const owner = table.isOwnerText ? userId : idToBytes(userId)
  const read = async (whose: RawBuilder<unknown>) => {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table.table)} where ${whose} and ${behind(table.key, after)}
      order by ${sql.join(table.key.map((column) => sql.ref(column)))} limit ${sql.lit(limit)}`.execute(db)
    return rows
  }
  const { parent } = table
  if (!parent) return read(sql`${sql.ref(table.owner ?? "user_id")} = ${owner}`)
  let parents: Buffer[] = []
  let from = after?.[0] as Buffer | undefined
  do {
    parents = (
      await sql<{ id: Buffer }>`
        select id from ${sql.table(parent.table)}
        where user_id = ${owner} and ${from ? sql`id >= ${from}` : sql`true`}
        order by id limit ${sql.lit(PARENTS_AT_ONCE)}`.execute(db)
    ).rows.map(({ id }) => id)
    const rows = parents.length > 0 ? await read(sql`${sql.ref(parent.column)} in (${sql.join(parents)})`) : []
    if (rows.length > 0) return rows
    from = parents.at(-1)
  } while (parents.length === PARENTS_AT_ONCE)
  return []
}

/** (a, b) > (1, 2), spelled so that an index serves it on MySQL too. */
function behind(key: readonly string[], after: readonly KeyValue[] | undefined): RawBuilder<unknown> {
  const [column, ...others] = key
  const [value, ...otherValues] = after ?? []
  if (column === undefined || value === undefined) return sql`true`
  if (others.length === 0) return sql`${sql.ref(column)} > ${value}`
  return sql`(${sql.ref(column)} > ${value} or (${sql.ref(column)} = ${value} and ${behind(others, otherValues)}))`
}

// Page tokens are JSON.
function encodeKey(value: KeyValue): string | number {
  if (typeof value === "number") return value
  if (value instanceof Date) return `d${value.toISOString()}`
  return typeof value === "string" ? `s${value}` : `b${value.toString("hex")}`
}
function decodeKey(key: string | number): KeyValue {
  if (typeof key === "number") return key
  const text = key.slice(1)
  if (key.startsWith("d")) return new Date(text)
  return key.startsWith("s") ? text : Buffer.from(text, "hex")
}

const toRecord = ({ hidden = [], json = [] }: PersonalTable, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !hidden.includes(column))
      .map(([column, value]) => [column, json.includes(column) ? parsed(value) : plain(value)]),
  )

function plain(value: unknown): unknown {
  if (!Buffer.isBuffer(value)) return value
  return value.length === 16 ? idFromBytes(value) : value.toString("base64")
}
function parsed(value: unknown): unknown {
  const text = Buffer.isBuffer(value) ? value.toString("utf8") : value
  return typeof text === "string" ? JSON.parse(text) : text
}
