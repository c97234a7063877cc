import { afterAll, beforeAll, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { httpMethods, type MediaType } from '../../src/http/openapi/document.ts'
import { openApiDocument } from '../../src/http/openapi/open-api-document.ts'
import { runsOf } from '../runs.ts'
import { type RunningService, startService } from './running-service.ts'

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

interface Question {
  readonly method: string
  readonly path: string
  readonly example: Record<string, unknown>
}

/** Every operation with a JSON body, and a body that is right. */
const questions: readonly Question[] = Object.entries(openApiDocument('0.0.0').paths).flatMap(([path, operations]) =>
  httpMethods.flatMap((method) => {
    const json = operations[method]?.requestBody?.content['application/json']
    if (json === undefined) return []
    const concrete = path.replaceAll(/\{\w+\}/gu, '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e')
    return [{ method: method.toUpperCase(), path: concrete, example: exampleOf(json) }]
  }),
)

function exampleOf({ example, examples = {} }: MediaType): Record<string, unknown> {
  return (example ?? Object.values(examples)[0]?.value) as Record<string, unknown>
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    'x'.repeat(5000),
    '-0',
    '1e5',
    '9'.repeat(24),
    '2026-02-30T00:00:00Z',
    '__proto__',
  ),
)
const mutated = fc.constantFrom(...questions).chain(({ method, path, example }) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(example)), odd, fc.constantFrom('replace', 'add', 'remove', 'instead'))
    .map(([member, value, how]) => {
      const { [member]: _, ...rest } = example
      const bodies = {
        replace: { ...example, [member]: value },
        add: { ...example, [`${member}_too`]: value },
        remove: rest,
        instead: value,
      }
      return { method, path, json: bodies[how] ?? null }
    }),
)

it('bodies of which one member is odd are answered as the document says, and never with a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async ({ method, path, json }) => {
      const { status, text } = await running.send(method, path, { json })
      expect([status < 500, text]).toEqual([true, text])
    }),
    { numRuns: runsOf(500) },
  )
})
