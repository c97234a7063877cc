import { existsSync, readdirSync } from 'node:fs'
import { expect, it } from '@jest/globals'

const policies = readdirSync('rules', { withFileTypes: true }).filter((item) => item.isDirectory())

it.each(policies.map(({ name }) => name))('the agreement of both evaluators is tested for rules/%s', (name) => {
  expect(existsSync(new URL(`./agreement-${name}.test.ts`, import.meta.url))).toBe(true)
})
