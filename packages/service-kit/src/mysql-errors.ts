import { deadlineExceeded, exhausted, ServiceError, unavailable } from "@lectern/rpc/errors"

interface MysqlError extends Error {
  errno?: number | undefined
  code?: string | undefined
  fatal?: boolean | undefined
  /** The statement with all its values. */
  sql?: string | undefined
}

// Numbers of the MySQL and MariaDB error references.
const DUPLICATE_KEY = 1062
const LOCK_WAIT_TIMEOUT = 1205
const DEADLOCK = 1213
const QUERY_INTERRUPTED = 1317
const STATEMENT_TIMEOUT = [1969, 3024] // MariaDB, MySQL
const CAN_NOT_CONNECT = [1040, 1041, 1053, 1152, 1203, 1226, 2002, 2003, 2006, 2013]

const errnoOf = (error: unknown): number | undefined => (error as MysqlError).errno

/** Whether a unique key of this name refused a row. */
export function violatesUniqueKey(error: unknown, key: string): boolean {
  return errnoOf(error) === DUPLICATE_KEY && new RegExp(`for key '(\\w+\\.)?${key}'`).test((error as Error).message)
}

/** Whether the same transaction may well succeed when it is run again. */
export const isLockConflict = (error: unknown): boolean =>
  errnoOf(error) === DEADLOCK || errnoOf(error) === LOCK_WAIT_TIMEOUT

/** An outage or a passed deadline as the error a caller may know; every other error as it is, without its statement. */
export function translateMysqlError(error: MysqlError): Error {
  if (error instanceof ServiceError) return error
  // Errors end up in the log, where neither password hashes nor what people wrote belong.
  delete error.sql
  const { errno = 0, code = "" } = error
  if (errno === QUERY_INTERRUPTED || STATEMENT_TIMEOUT.includes(errno))
    return deadlineExceeded("the database did not answer in time", error)
  if (error.message === "Queue limit reached.")
    return exhausted("DATABASE_BUSY", "too many requests wait for the database", 500)
  if (CAN_NOT_CONNECT.includes(errno) || error.fatal || /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|PROTOCOL_)/.test(code))
    return unavailable("the database is away", error)
  return error
}
