import { Problem } from '../../problems/problem.ts'

/**
 * The Problem that an error is answered with: a Problem as it is, what Express
 * refuses as a fault of the request, anything else as internal_error with the error as its cause.
 */
export function problemOfError(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status = statusOf(error)
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem('invalid_request', 'The request cannot be read: its path is malformed.', {
      extensions: { errors: [] },
      cause: error,
    })
  }
  return new Problem('internal_error', 'Something went wrong here. The log has more under the id of this request.', {
    cause: error,
  })
}

function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' ? status : undefined
}
