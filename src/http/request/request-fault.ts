import { Problem } from '../../problems/problem.ts'

/** One fault of a request, and where it stands: in the body, a path or query parameter, or a header. */
export type RequestFault = { readonly message: string } & (
  | { readonly pointer: string }
  | { readonly parameter: string }
  | { readonly header: string }
)

/** Problem invalid_request; its detail is the first fault, or what is said where there is no place to name. */
export function requestFaults(faults: readonly RequestFault[], said = 'The request is malformed.'): Problem {
  const first = faults[0]
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return new Problem('invalid_request', first === undefined ? said : `${describe(first)}${more}`, {
    extensions: { errors: faults },
  })
}

/** The faults that a Problem invalid_request tells of; null for any other error. */
export function faultsIn(error: unknown): readonly RequestFault[] | null {
  if (!(error instanceof Problem) || error.code !== 'invalid_request') return null
  return error.extensions['errors'] as readonly RequestFault[]
}

function describe(fault: RequestFault): string {
  const end = fault.message.endsWith('?') ? '' : '.'
  if ('pointer' in fault) return `The body${fault.pointer === '' ? '' : ` at ${fault.pointer}`} ${fault.message}${end}`
  return 'parameter' in fault
    ? `The parameter ${fault.parameter} ${fault.message}${end}`
    : `The header ${fault.header} ${fault.message}${end}`
}
