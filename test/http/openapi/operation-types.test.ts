import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { generateOperationTypes } from './generate-operation-types.ts'

const file = new URL('../../../src/http/openapi/operation-types.generated.ts', import.meta.url)

it('the types of the handlers are those of the OpenAPI document', async () => {
  const text = await generateOperationTypes()
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text)
  expect(readFileSync(file, 'utf8')).toBe(text)
})
