import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from '@jest/globals'
import { examinePolicy } from '../../../src/policy/analysis/examine-policy.ts'
import type { Finding } from '../../../src/policy/analysis/finding.ts'
import { closeSessions, endSolverAfterTests, openSession } from './prover.ts'
import { seededFaults } from './seeded-faults.ts'
import { denies, naming, pays, policyOf, shopText } from './shop-policy.ts'
import { soundPolicy } from './sound-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

/** How many of the sixty texts are tried; the soak tries all. */
const tried = Number(process.env['SEEDED_FAULTS'] ?? '18')

async function findingsOf(text: string): Promise<readonly Finding[]> {
  const { findings, is_partial } = await examinePolicy(policyOf(text), openSession)
  expect(is_partial).toBe(false)
  return findings
}

describe('a policy with one fault', () => {
  it.each(seededFaults().slice(0, tried))('$name is found', async ({ text, code, rule, takers }) => {
    const findings = await findingsOf(text)
    const found = findings.filter((finding) => finding.code === code && finding.rule === rule)
    expect(found).not.toEqual([])
    if (code === 'rule_never_decides' || code === 'condition_never_holds') {
      expect(found).toMatchObject([{ status: 'proved', severity: 'warning' }])
    } else {
      for (const finding of found) expect(finding).toMatchObject({ status: 'example', example: expect.anything() })
    }
    if (takers !== undefined) expect(found[0]?.rules).toEqual(takers)
  })
})

/** How many generated policies are looked at; the soak looks at 200. */
const sound = Number(process.env['SOUND_POLICIES'] ?? '10')
const seed = Number(process.env['SEED'] ?? '1')

describe('a generated policy without fault', () => {
  it.each(Array.from({ length: sound }, (_, index) => seed * 1000 + index))(
    'has no error and no warning (%s)',
    async (number) => {
      const text = soundPolicy(number)
      const findings = await findingsOf(text)
      const wrong = findings.filter(({ severity }) => severity !== 'information')
      expect({ wrong, text }).toEqual({ wrong: [], text })
    },
  )
})

describe('the shipped policies', () => {
  const folders = readdirSync('rules', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  it.each(folders.map(({ name }) => name))('%s has no error and no warning, and nothing is left open', async (name) => {
    const findings = await findingsOf(readFileSync(`rules/${name}/policy.yaml`, 'utf8'))
    expect(findings.filter(({ severity, status }) => severity !== 'information' || status === 'not_decided')).toEqual(
      [],
    )
    expect(findings.map(({ code }) => code)).toContain('falls_to_default')
  })
})

describe('what is found', () => {
  it.each([
    ['all claims', '', ['condition_never_holds']],
    ['the claims of a month, which a late denial is not among', ', within: 30 days', []],
  ])('knows that denials are never more than %s', async (_what, within, codes) => {
    const facts = ['claims', 'denials'].map(
      (entries) =>
        `history.${entries}: { type: integer, from: history, count: { entries: ${entries}, of: account${within} } }`,
    )
    const rules = [
      denies('often', 'history.denials > 5 and history.claims <= 5'),
      pays('a', 'order.opened', 'order.paid'),
    ]
    const findings = await findingsOf(shopText({ facts, rules }))
    expect(findings.filter(({ severity }) => severity !== 'information').map(({ code }) => code)).toEqual(codes)
  })

  it('is the same each time', async () => {
    const text = shopText({ rules: [pays('a', 'order.days < 9', 'order.paid'), denies('b', 'order.opened')] })
    expect(await findingsOf(text)).toEqual(await findingsOf(text))
  })

  it('says that nothing falls to the default where that is proved', async () => {
    const text = shopText({
      rules: [denies('opened', 'order.opened'), pays('other', 'not order.opened', 'order.paid')],
    })
    const found = (await findingsOf(text)).filter(({ code }) => code === 'falls_to_default')
    expect(found).toMatchObject([{ status: 'proved', example: null, message: 'Nothing falls to the default.' }])
  })

  it('is nothing but information of a share that a clamp holds within the whole, and an error without it', async () => {
    const parts = {
      facts: ['order.left: { type: integer, optional: true }', 'order.count: { type: integer, minimum: 1 }'],
    }
    const held = shopText({
      ...parts,
      rules: [pays('part', 'order.left > 0', 'prorate(order.paid, order.left, order.count)')],
    })
    const loose = shopText({
      ...parts,
      rules: [pays('part', 'order.left > 0', 'order.paid * order.left / order.count')],
    })
    expect((await findingsOf(held)).filter(({ severity }) => severity !== 'information')).toEqual([])
    expect(await findingsOf(loose)).toMatchObject([
      { code: 'refund_above_charge', severity: 'error', status: 'example', line: 23, column: 5 },
      { severity: 'information' },
    ])
  })

  it.each([
    ['the refund', pays('more', 'order.opened', 'percent(order.paid, 120)')],
    ['a named amount', naming('more', 'order.opened', 'percent(order.paid, 120)')],
  ])('shows a constant share of more than everything in %s by an order that is paid', async (_what, rule) => {
    const found = (await findingsOf(shopText({ rules: [rule] }))).filter(({ code }) => code === 'share_above_hundred')
    expect(found).toMatchObject([{ severity: 'error', rule: 'more', example: { decision: { outcome: 'approve' } } }])
  })

  it.each([
    ['is always the same', (text: string) => text.replace('currency: order.currency', 'currency: GBP')],
    [
      'is one of a list',
      (text: string) =>
        text.replace('{ type: string, from: order }', '{ type: enum, values: [CHF, SEK], from: order }'),
    ],
    [
      'a rule asks for',
      (text: string) => text.replace('"order.days < 9"', `"order.days < 9 and order.currency == 'NOK'"`),
    ],
  ])('shows orders in a currency that %s', async (_what, change) => {
    const text = change(shopText({ rules: [pays('more', 'order.days < 9', 'percent(order.paid, 120)')] }))
    const found = await findingsOf(text)
    expect(found.map(({ code, status }) => ({ code, status }))).toEqual([
      { code: 'refund_above_charge', status: 'example' },
      { code: 'share_above_hundred', status: 'example' },
      { code: 'falls_to_default', status: 'example' },
    ])
  })

  it('shows a refund below zero by an order whose decision pays nothing', async () => {
    const facts = ['order.fee: { type: decimal, minimum: 0 }']
    const text = shopText({ facts, rules: [pays('less-fee', 'not order.opened', 'order.paid - order.fee')] })
    const [first] = await findingsOf(text)
    expect(first).toMatchObject({
      code: 'refund_below_zero',
      status: 'example',
      example: { decision: { outcome: 'deny', rule: 'less-fee', reason: 'nothing_to_refund', refund: null } },
    })
  })
})
