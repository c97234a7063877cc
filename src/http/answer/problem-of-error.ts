import { Problem } from '../../problems/problem.ts'

/**
 * The Problem that an error is answered with: a Problem as it is, what Express and its body reader
 * refuse as a fault of the request, anything else as internal_error with the error as its cause.
 */
export function problemOfError(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status = statusOf(error)
  if (status === 413) return new Problem('payload_too_large', 'The body is larger than this operation takes.')
  if (status === 415)
    return new Problem('unsupported_media_type', 'Send the body without a content encoding, in UTF-8.')
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem('invalid_request', 'The request cannot be read: its path or its body is malformed.', {
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
