import { describe, expect, it } from '@jest/globals'
import { factsSchema } from '../../../src/policy/facts/facts-schema.ts'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'
import { openSample } from './open-sample.ts'

const photo = (when: string): { readonly facts: string } =>
  withFacts(`  claim.photo: { type: string, required_when: ${when} }
  claim.reason: { type: string, default: none }
  history.claims: { type: integer, from: history, count: { entries: claims } }
  order.shop: { type: string, from: order, required_when: flag }
`)
const asks = {
  default: 'default: { outcome: deny, reason: no_rule, message: "{claim.photo} {claim.reason} {order.shop}" }\n',
}
const damaged = `"claim.reason == 'damaged' and order.remains > 0"`

async function fault(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'decided',
    (problem: {
      readonly code: string
      readonly extensions: { readonly errors: readonly { readonly message: string }[] }
    }) => [problem.code, ...problem.extensions.errors.map(({ message }) => message)],
  )
}

describe('a fact that is required under a condition', () => {
  it.each([
    [damaged, `claim.reason == 'damaged' and order.remains > 0`],
    [
      '{ all: [{ fact: claim.reason, operator: equal, value: damaged }, { fact: order.remains, operator: greaterThan, value: 0 }] }',
      '(claim.reason == "damaged") and (order.remains > 0)',
    ],
  ])('is asked for while %s is true, and optional while it is false or unknown', async (when, source) => {
    const { ask } = await openSample({ ...photo(when), ...asks })
    const claim = { reason: 'damaged' }
    expect(await fault(ask({ claim, order: { remains: 1 } }))).toEqual([
      'invalid_facts',
      `claim.photo is required when ${source} and was not given`,
    ])
    expect((await ask({ claim: { ...claim, photo: 'p-1' }, order: { remains: 1 } })).message).toBe(
      'p-1 damaged unknown',
    )
    expect((await ask({ claim, order: { remains: 0 } })).message).toBe('unknown damaged unknown')
    expect((await ask({ claim })).message).toBe('unknown damaged unknown')
  })

  it('that is from the order may be left out once it is known', async () => {
    const { ask } = await openSample({ ...photo(damaged), ...asks })
    expect(await fault(ask({ flag: true }))).toEqual([
      'invalid_facts',
      'order.shop is required when flag and was not given',
    ])
    await ask({ flag: true, order: { shop: 'north' } })
    expect((await ask({ flag: true })).message).toBe('unknown none north')
  })

  it('is read only where the section reads it, and makes what its condition reads required', () => {
    const { policy } = parsePolicy(policyText({ ...photo(damaged), ...asks }))
    expect([...(policy?.reads.refunds ?? [])]).toContain('order.remains')
    expect(parsePolicy(policyText(photo(damaged))).policy?.reads.refunds.has('claim.photo')).toBe(false)
    expect(JSON.stringify(policy === null ? {} : factsSchema(policy, 'refunds'))).toContain('Required when flag.')
  })

  it('counts what its condition reads as used', () => {
    const { diagnostics } = parseAndLint(policyText({ ...photo(damaged), ...asks }))
    const unused = diagnostics.map(({ path }) => path)
    expect(unused).not.toContain('/facts/order.remains')
    expect(unused).toContain('/facts/history.claims')
  })

  it.each([
    ['history.claims > 2', 'reads_history', 'Read facts of the request or the order.'],
    ['"known(claim.photo)"', 'required_when_itself', 'Read other facts.'],
    ['"claim.reason"', 'formula_type', 'Change the formula'],
    ['"flag, default: a"', 'formula_syntax', 'Formulas consist of'],
    ['flag, default: none', 'required_when_misplaced', 'Keep `default`'],
  ])('%s: %s', (when, code, hint) => {
    const { policy, diagnostics } = parsePolicy(policyText({ ...photo(when), ...asks }))
    expect(policy).toBeNull()
    expect(diagnostics[0]).toMatchObject({
      code,
      hint: expect.stringContaining(hint),
      path: '/facts/claim.photo/required_when',
    })
  })

  it('is none from history', () => {
    const facts = withFacts(
      '  past: { type: integer, from: history, count: { entries: claims }, required_when: flag }\n',
    )
    expect(parsePolicy(policyText(facts)).diagnostics.map(({ code }) => code)).toEqual(['required_when_misplaced'])
  })
})
