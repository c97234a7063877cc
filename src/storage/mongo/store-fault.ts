import { MongooseError, mongo } from 'mongoose'
import { Problem } from '../../problems/problem.ts'

/**
 * Server errors by their number that say "not now": an election, a shutdown, a wait that took too long,
 * no majority. Of a write it may be unknown whether it was done; it is safe to ask again.
 * 1 and 8 are what servers call a fault of their own, such as a database behind them that is gone.
 */
const passingCodes: ReadonlySet<unknown> = new Set([
  1, 6, 7, 8, 24, 50, 64, 79, 89, 91, 100, 112, 133, 134, 189, 202, 246, 262, 290, 317, 358, 365, 384, 402, 9001, 10058,
  10107, 11600, 11601, 11602, 13388, 13435, 13436, 14031,
])
const passingLabels = ['RetryableWriteError', 'RetryableError', 'TransientTransactionError', 'NetworkError']
const refusedCodes: ReadonlySet<unknown> = new Set([13, 18, 8000])
const duplicateKey = 11_000

/**
 * Tells what a failure of the server or of the way to it means to a caller: Problem
 * `store_unavailable` where it cannot be used now, `invalid_configuration` where it refuses the
 * credentials. Anything else comes back as it is.
 */
export function storeFault(error: unknown): unknown {
  if (error instanceof Problem) return error
  if (isPassing(error)) {
    return new Problem('store_unavailable', 'The database cannot be reached or used now.', { cause: error })
  }
  if (error instanceof mongo.MongoServerError && refusedCodes.has(error.code)) {
    const detail = 'The database refuses the user name, the password or what the user wants to do.'
    return new Problem('invalid_configuration', detail, { cause: error })
  }
  return error
}

/** Whether the server or the way to it failed for now: a write may or may not have been done. */
export function isPassing(error: unknown): boolean {
  if (error instanceof mongo.MongoServerError) {
    return passingCodes.has(error.code) || passingLabels.some((label) => error.hasErrorLabel(label))
  }
  if (error instanceof mongo.MongoError) return !lastingErrors.some((lasting) => error instanceof lasting)
  if (error instanceof MongooseError) return /ServerSelection|Timeout|Disconnected|NotConnected/.test(error.name)
  return error instanceof Error && 'code' in error && brokenSocket.test(String(error.code))
}

/**
 * Codes of Node's own errors for a connection that broke. The driver wraps most of them, but not the one
 * for a write to a socket that the server has just closed (seen with mongodb 7: a bare EPIPE).
 */
const brokenSocket = /^(?:EPIPE|ECONN\w+|ENOTCONN|ETIMEDOUT|E(?:HOST|NET)UNREACH|ERR_STREAM_\w+|ERR_SOCKET_CLOSED)$/

/** Errors of the driver that say that we, or the settings, are wrong; all its others are about the connection. */
const lastingErrors = [mongo.MongoParseError, mongo.MongoInvalidArgumentError, mongo.MongoMissingCredentialsError]

/** Whether no server could be found to send anything to. */
export function wasNeverSent(error: unknown): boolean {
  return error instanceof mongo.MongoServerSelectionError
}

/** Whether the `_id` exists already: no other index of a store is unique. */
export function isTaken(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicateKey
}

/** Whether an index is being made, or was just made, by another process as well. */
export function isIndexRace(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && !refusedCodes.has(error.code)
}
