import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { flattenPolicy, unflattenPolicy } from '../../../src/policy/versions/flat-policy.ts'
import { prepareForTakeover, takeOver } from '../../../src/policy/versions/prepare-text.ts'
import { atOnce } from '../../../src/time/in-slices.ts'
import { shopPolicy } from '../../contract/evaluator-policy.ts'
import { runsOf } from '../../runs.ts'
import { policyParts } from '../independent/generated-policy.ts'

const fixtures = readdirSync('test/policy/fixtures').filter((name) => name.endsWith('.yaml'))
const shipped = readdirSync('rules', { withFileTypes: true }).filter((entry) => entry.isDirectory())
const files = [
  ...fixtures.map((name) => join('test/policy/fixtures', name)),
  ...shipped.map(({ name }) => join('rules', name, 'policy.yaml')),
]

function cameOver(policy: Policy): Policy {
  return atOnce(unflattenPolicy(structuredClone(flattenPolicy(policy))))
}

/** Where two values differ, also in what stands in several places of one of them; null where they are the same. */
function difference(left: unknown, right: unknown, seen = new Map<unknown, unknown>(), path = ''): string | null {
  if (typeof left !== 'object' || left === null) return Object.is(left, right) ? null : path
  if (typeof right !== 'object' || right === null) return path
  if (seen.has(left)) return seen.get(left) === right ? null : `${path} is shared`
  seen.set(left, right)
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return `${path} has another class`
  if (left instanceof Rational) return left.equals(right as Rational) ? null : path
  const parts = [left, right].map((value) =>
    value instanceof Map || value instanceof Set ? [...value].flat() : Object.entries(value).flat(),
  )
  const [ofLeft = [], ofRight = []] = parts
  if (ofLeft.length !== ofRight.length) return `${path} has another size`
  for (const [index, part] of ofLeft.entries()) {
    const found = difference(part, ofRight[index], seen, `${path}/${index}`)
    if (found !== null) return found
  }
  return null
}

it.each(files)('the policy of %s is the same on the other side', (file) => {
  const { policy } = parsePolicy(readFileSync(file, 'utf8'))
  expect(policy).not.toBeNull()
  if (policy !== null) {
    const there = cameOver(policy)
    expect(difference(policy, there)).toBeNull()
    expect(difference(there, policy)).toBeNull()
  }
})

it('a generated policy is the same on the other side', () => {
  const property = fc.property(policyParts, (generated) => {
    const parts = Object.entries(generated).filter(([name]) => name !== 'more')
    const policy = shopPolicy(Object.fromEntries(parts))
    const there = cameOver(policy)
    expect(difference(policy, there)).toBeNull()
    expect(difference(there, policy)).toBeNull()
  })
  fc.assert(property, { numRuns: runsOf(200) })
})

it('an exact number is the same on the other side, whatever its length', () => {
  const policy = shopPolicy({})
  const whole = fc.bigInt({ min: -(10n ** 120n), max: 10n ** 120n })
  const property = fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 40n }), (over, under) => {
    const value = Rational.of(over).dividedBy(Rational.of(under))
    const there = cameOver({ ...policy, constants: new Map([['c', { value, type: { kind: 'number' }, unit: null }]]) })
    const found = there.constants.get('c')?.value
    expect(found instanceof Rational && found.equals(value)).toBe(true)
  })
  fc.assert(property, { numRuns: runsOf(300) })
})

it('what no policy holds is not passed on', () => {
  const policy = { ...shopPolicy({}), contact: (() => null) as never }
  expect(() => flattenPolicy(policy)).toThrow('no policy holds a function')
})

it('the evaluator that was found to rule right elsewhere is the one that is used here', async () => {
  const text = readFileSync('test/policy/fixtures/everything.yaml', 'utf8')
  for (const evaluator of ['compiled', 'interpreted', 'reference'] as const) {
    const prepared = structuredClone(await prepareForTakeover({ text, evaluator }))
    const { policy, evaluator: used } = { evaluator: null, ...(await takeOver(prepared)) }
    expect(policy?.name).toBe('everything')
    expect(used?.kind).toBe(evaluator)
  }
})

it('a text with faults comes over as its faults', async () => {
  const prepared = await prepareForTakeover({ text: 'name: [', evaluator: 'compiled' })
  expect(await takeOver(structuredClone(prepared))).toMatchObject({
    policy: null,
    diagnostics: [{ severity: 'error' }],
  })
})
