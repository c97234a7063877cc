import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { neverAnswered, problemStatuses } from '../../../src/http/answer/problem-json.ts'
import {
  httpMethods,
  type MediaType,
  type OperationObject,
  type ResponseObject,
} from '../../../src/http/openapi/document.ts'
import { openApiDocument } from '../../../src/http/openapi/open-api-document.ts'
import { newSchemaCompiler } from '../../../src/http/operations/schema-compiler.ts'
import { problemTitles } from '../../../src/problems/problem-codes.ts'

const document = openApiDocument('1.2.3')
const compiler = newSchemaCompiler()
const ofSchemas = new Ajv2020({ strict: false })
const operations: OperationObject[] = Object.values(document.paths).flatMap((path) =>
  httpMethods.flatMap((method) => path[method] ?? []),
)

describe('the OpenAPI document', () => {
  it('says its version and the version of the service', () => {
    expect([document.openapi, document.info['version']]).toEqual(['3.1.0', '1.2.3'])
  })

  it('refers only to components that it has', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/gu)
    const components = document.components as unknown as Record<string, Record<string, unknown>>
    const missing = [...references].filter(([, kind = '', name = '']) => components[kind]?.[name] === undefined)
    expect(missing).toEqual([])
  })

  it('names every operation once', () => {
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s has a summary, a description and declared path parameters',
    (_id, operation) => {
      expect(operation.summary).toMatch(/\S/u)
      expect(operation.description).toMatch(/\.$/u)
      const path = Object.entries(document.paths).find(([, methods]) => Object.values(methods).includes(operation))?.[0]
      const inPath = [...(path ?? '').matchAll(/\{(\w+)\}/gu)].map(([, name]) => name)
      expect(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath)
    },
  )

  it.each(schemas())('the schema of %s is a JSON Schema', (_where, schema) => {
    expect([ofSchemas.validateSchema(schema), ofSchemas.errors]).toEqual([true, null])
  })

  it.each(examples())('the example of %s fits its schema', (_where, schema, example) => {
    const valid = compiler.validate({ ...schema, components: { schemas: document.components.schemas } }, example)
    expect(valid ? null : compiler.errorsText()).toBeNull()
  })
})

describe('the problem catalogue and the OpenAPI document', () => {
  const documented = new Map<string, Set<string>>()
  for (const { operationId, responses } of operations) {
    for (const [status, response] of Object.entries(responses)) {
      for (const code of codesOf(response)) {
        documented.set(code, (documented.get(code) ?? new Set()).add(status))
        expect(`${operationId} ${code} ${problemStatuses[code as keyof typeof problemStatuses]}`).toBe(
          `${operationId} ${code} ${status}`,
        )
      }
    }
  }

  it.each(Object.keys(problemTitles))('%s is documented at an operation, unless it is never answered', (code) => {
    expect(documented.has(code)).toBe(!(neverAnswered as readonly string[]).includes(code))
  })

  it('nothing is documented that the catalogue does not have', () => {
    expect([...documented.keys()].filter((code) => !(code in problemTitles))).toEqual([])
  })
})

function codesOf(response: OperationObject['responses'][string]): readonly string[] {
  const name = '$ref' in response ? String(response['$ref']).split('/').at(-1) : undefined
  const { content } = (name === undefined ? response : document.components.responses[name]) as ResponseObject
  return Object.keys(content?.['application/problem+json']?.examples ?? {})
}

/** All that the service compiles: the components, and what stands at operations. */
function schemas(): (readonly [where: string, schema: object])[] {
  const ofOperations = operations.flatMap(({ operationId, parameters, requestBody }) => [
    ...parameters.map(({ name, schema }) => [`${operationId} ${name}`, schema] as const),
    ...Object.entries(requestBody?.content ?? {}).map(
      ([type, { schema }]) => [`${operationId} ${type}`, schema] as const,
    ),
  ])
  return [
    ...Object.entries(document.components.schemas).map(([name, schema]) => [name, schema as object] as const),
    ...ofOperations,
  ]
}

type Example = readonly [where: string, schema: object, example: unknown]

function examples(): Example[] {
  const ofOperations = operations.flatMap(({ operationId, parameters, requestBody, responses }) => [
    ...parameters.flatMap(({ name, schema, example }): Example[] =>
      example === undefined ? [] : [[`${operationId} ${name}`, schema, example]],
    ),
    ...ofContent(`${operationId} body`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, response]) =>
      ofContent(`${operationId} ${status}`, (response as ResponseObject).content),
    ),
  ])
  const ofResponses = Object.entries(document.components.responses).flatMap(([name, { content }]) =>
    ofContent(name, content),
  )
  return [...ofOperations, ...ofResponses]
}

function ofContent(where: string, content: { readonly [mediaType: string]: MediaType } = {}): Example[] {
  return Object.entries(content).flatMap(([mediaType, { schema, example, examples: named = {} }]) => [
    ...(example === undefined ? [] : [[`${where} as ${mediaType}`, schema, example] as const]),
    ...Object.entries(named).map(([name, { value }]) => [`${where}: ${name}`, schema, value] as const),
  ])
}
