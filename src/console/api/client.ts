import createClient from 'openapi-fetch'
import { ApiFault, type ProblemDocument, ServiceAway } from './api-fault.ts'
import { connection } from './connection.ts'
import type { components, paths } from './openapi.generated.ts'

/** The types of the service by their names in the OpenAPI document. */
export type Schemas = components['schemas']

/** The service itself, at the address that the page came from; the browser sends the cookie of the session. */
export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  headers: { 'X-Refund-Policy-Console': '1' },
  fetch: fetchOrAway,
})

/** What was answered; an ApiFault for a problem, ServiceAway where nothing of the service answered. */
export async function answerOf<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked
  if (error === undefined && response.ok) return data as Data
  throw isProblem(error) ? new ApiFault(error) : awayNow()
}

async function fetchOrAway(request: Request): Promise<Response> {
  let response: Response
  try {
    response = await fetch(request)
  } catch (fault) {
    if (request.signal.aborted) throw fault
    throw awayNow()
  }
  if (isGateway(response)) throw awayNow()
  connection.answered()
  return response
}

/** What a proxy answers while the service behind it is away, and the service itself while it stops. */
function isGateway({ status, headers }: Response): boolean {
  return [502, 503, 504].includes(status) && !(headers.get('content-type') ?? '').includes('problem+json')
}

function awayNow(): ServiceAway {
  connection.lost()
  return new ServiceAway()
}

function isProblem(error: unknown): error is ProblemDocument {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error
}
