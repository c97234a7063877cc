import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { policySchema } from '../../../src/policy/schema/policy-schema.ts'

const published = new URL('../../../rules/policy.schema.json', import.meta.url)

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true })

describe('policySchema', () => {
  it('equals the copy published in the repository', () => {
    const text = `${JSON.stringify(policySchema, null, 2)}\n`
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(published, text)
    expect(readFileSync(published, 'utf8')).toBe(text)
  })

  it('is a valid schema that admits the smallest policy', () => {
    const validate = ajv.compile(policySchema)
    const text = readFileSync(new URL('../fixtures/minimal.yaml', import.meta.url), 'utf8')
    validate(parse(text))
    expect(validate.errors).toBeNull()
  })

  it('explains every property that it admits', () => {
    expect(unexplained(policySchema, '#')).toEqual([])
  })
})

function unexplained(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' && path !== '#/$defs/condition'
      ? Object.entries(value as object).flatMap(([name, property]) =>
          isExplained(property) ? [] : [`${path}/${name}`],
        )
      : []),
    ...unexplained(value, `${path}/${key}`),
  ])
}

function isExplained(property: Record<string, unknown>): boolean {
  if (typeof property['$ref'] === 'string') return true
  if (property['else'] !== undefined && property['title'] === undefined)
    return isExplained(property['else'] as Record<string, unknown>)
  return typeof property['title'] === 'string' && typeof property['description'] === 'string'
}
