import { sessionCookie, sessionHeader } from '../request/credential.ts'
import { accountOperations } from './account-operations.ts'
import { accountSchemas } from './account-schemas.ts'
import { administrationOperations, administrationSchemas } from './administration-operations.ts'
import { bulkOperations, bulkSchemas } from './bulk-operations.ts'
import { checkpointOperations, checkpointSchemas } from './checkpoint-operations.ts'
import { comparisonOperations, comparisonSchemas } from './comparison-operations.ts'
import { decisionOperations } from './decision-operations.ts'
import { decisionSchemas } from './decision-schemas.ts'
import { disputeOperations } from './dispute-operations.ts'
import { disputeSchemas } from './dispute-schemas.ts'
import type { Header, OpenApiDocument, OperationObject, ResponseObject } from './document.ts'
import { draftOperations } from './draft-operations.ts'
import { draftSchemas } from './draft-schemas.ts'
import { erasureOperations, erasureSchemas } from './erasure-operations.ts'
import { eventOperations, eventSchemas } from './event-operations.ts'
import { evidenceSchemas } from './evidence-schemas.ts'
import { flipOperations, flipSchemas } from './flip-operations.ts'
import { guideOperations, guideSchemas } from './guide-operations.ts'
import { impactOperations } from './impact-operations.ts'
import { impactSchemas } from './impact-schemas.ts'
import { keyOperations, keySchemas } from './key-operations.ts'
import { mutationOperations, mutationSchemas } from './mutation-operations.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { rolesOf } from './operation-roles.ts'
import { orderOperations } from './order-operations.ts'
import { orderSchemas } from './order-schemas.ts'
import { pageOperations } from './page-operations.ts'
import { policyOperations } from './policy-operations.ts'
import { policySchemas } from './policy-schemas.ts'
import { problemResponses, problemSchemas, problemsOf } from './problem-responses.ts'
import { proofOperations } from './proof-operations.ts'
import { proofSchemas } from './proof-schemas.ts'
import { receiptSchemas } from './receipt-schemas.ts'
import { releaseOperations } from './release-operations.ts'
import { releaseSchemas } from './release-schemas.ts'
import { reviewOperations, reviewSchemas } from './review-operations.ts'
import { serviceOperations, serviceSchemas } from './service-operations.ts'
import { sessionOperations, sessionSchemas } from './session-operations.ts'
import { totalsOperations, totalsSchemas } from './totals-operations.ts'
import { traceSchemas } from './trace-schemas.ts'

const operations: readonly OperationDeclaration[] = [
  // Before the path of one decision, which would take its path for an id.
  ...bulkOperations,
  ...comparisonOperations,
  ...flipOperations,
  ...decisionOperations,
  ...totalsOperations,
  ...checkpointOperations,
  ...orderOperations,
  ...accountOperations,
  ...erasureOperations,
  ...reviewOperations,
  ...disputeOperations,
  ...policyOperations,
  ...draftOperations,
  ...releaseOperations,
  ...impactOperations,
  ...proofOperations,
  ...mutationOperations,
  ...eventOperations,
  ...administrationOperations,
  ...keyOperations,
  ...sessionOperations,
  ...pageOperations,
  ...guideOperations,
  ...serviceOperations,
]

const withOwnTime = new Set(operations.flatMap(({ id, ownTime }) => (ownTime === true ? [id] : [])))

/** Whether the operation has a time of its own, and no deadline. */
export function hasOwnTime({ operationId }: OperationObject): boolean {
  return withOwnTime.has(operationId)
}

const requestIdHeader: Header = {
  description: 'Id of the request: the one that was sent in `X-Request-Id` if it is a plain word, otherwise a new one.',
  required: true,
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$' },
  example: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
}

const description = `Facts in, policy version N, decision out.

Amounts are exact decimals, written as text. Times are UTC, ISO 8601. Faults are problem documents (RFC 9457) with a
stable \`code\`. Query parameters that are not documented are refused, and so is one
that is given twice unless it is a list: a list is written with commas, or by repeating its parameter. Filters are named
like the fields of the answers.

What to send when: an order when it is placed (\`PUT /v1/orders/{id}\`); every status that it gets, every claim of its
customer, every parcel of it (\`POST /v1/decisions\`); what it got or was paid elsewhere (\`…/credits\`, \`…/charges\`);
every notice of a dispute and its end (\`POST /v1/disputes\`, \`…/outcome\`); what became of a credit that you carried to
where the money lives (\`POST /v1/decisions/{id}/delivery\`). Every report may be sent again: what brings nothing new
credits nothing and asks for nothing. Act on \`outcome\`: for \`approve\` credit \`refund.amount\`, do each of \`actions\` once
under its id, and wait for a person where it is \`review\`; \`label\` is the policy's own word for the outcome, to show or to
route by. What people resolve and banks decide later is told by \`GET /v1/events\`.

Authenticate with an API key as a bearer token; \`x-required-role\` of an operation names the roles of which the key
needs one.`

const sessionDescription =
  'A session of the console, opened with an API key. A request that changes something also sends the header ' +
  `\`${sessionHeader}\`, with whatever value.`

/** The one description of the HTTP interface: requests are checked against it, types and the docs page are made from it. */
export function openApiDocument(version: string): OpenApiDocument {
  const responses: Record<string, ResponseObject> = {}
  const paths: Record<string, Record<string, OperationObject>> = {}
  for (const operation of operations) {
    const methods = (paths[operation.path] ??= {})
    methods[operation.method] = operationObject(operation, responses)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Refund Policy Service', version, summary: 'Refunds decided by a written policy.', description },
    servers: [{ url: '/', description: 'This service' }],
    tags: [
      { name: 'Decisions', description: 'Ask, and find what was answered.' },
      { name: 'Orders', description: 'What was sold, as first seen.' },
      { name: 'Accounts', description: 'What customers are owed, and what became of it.' },
      { name: 'Reviews', description: 'What waits for a person.' },
      { name: 'Disputes', description: 'Chargebacks and payment disputes.' },
      { name: 'Events', description: 'Told, not asked for: everything in one order.' },
      { name: 'Policies', description: 'Read, check and publish policies.' },
      { name: 'Drafts', description: 'Texts on their way to become versions, and how they are released.' },
      { name: 'Administration', description: 'The stop switch and the audit log.' },
      { name: 'API keys', description: 'Who may do what.' },
      { name: 'Public pages', description: 'What customers and editors read.' },
      { name: 'Service', description: 'State and description of the service.' },
    ],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key.' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: sessionDescription },
      },
      headers: { RequestId: requestIdHeader },
      schemas: {
        ...problemSchemas,
        ...decisionSchemas,
        ...bulkSchemas,
        ...comparisonSchemas,
        ...flipSchemas,
        ...traceSchemas,
        ...receiptSchemas,
        ...orderSchemas,
        ...accountSchemas,
        ...erasureSchemas,
        ...reviewSchemas,
        ...disputeSchemas,
        ...evidenceSchemas,
        ...policySchemas,
        ...draftSchemas,
        ...releaseSchemas,
        ...impactSchemas,
        ...proofSchemas,
        ...mutationSchemas,
        ...guideSchemas,
        ...eventSchemas,
        ...administrationSchemas,
        ...keySchemas,
        ...sessionSchemas,
        ...totalsSchemas,
        ...checkpointSchemas,
        ...serviceSchemas,
      },
      responses,
    },
  }
}

function operationObject(operation: OperationDeclaration, responses: Record<string, ResponseObject>): OperationObject {
  const roles = rolesOf(operation.id)
  const secured = roles !== 'public'
  const answers = Object.entries(operation.answers).map(([status, answer]) => [status, withRequestId(answer)])
  const problems = problemResponses(problemsOf(operation, secured)).map(({ status, name, response }) => {
    responses[name] = withRequestId(response)
    return [status, { $ref: `#/components/responses/${name}` }]
  })
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.description,
    security: secured ? [{ apiKey: [] }, { session: [] }] : [],
    'x-required-role': secured ? roles : [],
    parameters: operation.parameters,
    ...(operation.requestBody === undefined ? {} : { requestBody: operation.requestBody }),
    responses: Object.fromEntries([...answers, ...problems]),
  }
}

function withRequestId(response: ResponseObject): ResponseObject {
  return {
    ...response,
    headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...response.headers },
  }
}
