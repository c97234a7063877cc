import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { denies, pays, shopText } from '../policy/analysis/shop-policy.ts'
import { runCommand, temporaryFile, temporaryFolder } from './run-command.ts'

const sound = shopText({ rules: [pays('unopened', 'not order.opened', 'order.paid')] })
const generous = sound.replace('"order.paid"', '"order.paid * 2"')

describe('prove', () => {
  it('prints an error with its place, an order that shows it, and how to mend it, and ends with 1', async () => {
    const { code, stdout } = await runCommand(['prove', temporaryFile('shop.yaml', generous)])
    expect(code).toBe(1)
    expect(stdout).toMatch(/shop\.yaml:21:5 error refund_above_charge The refund of the rule "unopened" can be more/u)
    expect(stdout).toMatch(/^ {4}\{"order":.*-> approve [\d.]+ \(unopened\)\n {4}Take it within bounds/mu)
    expect(stdout).toMatch(/: 1 error, 0 warnings, 1 other finding\n$/u)
  })

  it('ends with 0 for a text without errors, and prints its findings as JSON under --json', async () => {
    const { code, stdout } = await runCommand(['prove', '-', '--json'], { input: sound })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      is_partial: false,
      findings: [{ code: 'falls_to_default', status: 'example', example: { decision: { outcome: 'deny' } } }],
    })
  })

  it('says what another text decides differently, and that nothing else changes', async () => {
    const before = temporaryFile('before.yaml', sound)
    const stricter = shopText({
      rules: [denies('old', 'order.days > 30'), pays('unopened', 'not order.opened', 'order.paid')],
    })
    const { code, stdout } = await runCommand(['prove', '-', '--against', before], { input: stricter })
    expect(code).toBe(0)
    expect(stdout).toContain('refunds: unopened -> old, amount down\n')
    expect(stdout).toContain('-> approve')
    expect(stdout).toMatch(/proved: nothing else changes\n$/u)
    const same = await runCommand(['prove', before, '--against', before])
    expect(same.stdout).toBe('proved: no order is decided differently\n')
  })

  it('compares with a published version', async () => {
    const environment = { STORE_URL: `sqlite:${join(temporaryFolder(), 'refunds.db')}` }
    expect(await runCommand(['publish', '--replace', '-'], { input: sound, environment })).toMatchObject({ code: 0 })
    const { stdout } = await runCommand(['prove', '-', '--against', 'shop@1', '--json'], {
      input: generous,
      environment,
    })
    expect(JSON.parse(stdout)).toMatchObject({ nothing_else: 'proved', classes: [] })
    const unknown = await runCommand(['prove', '-', '--against', 'shop@9'], { input: generous, environment })
    expect(unknown).toMatchObject({ code: 5, stdout: '' })
  })

  it('lists the faults of a text that has some, and proves nothing', async () => {
    const { code, stdout } = await runCommand(['prove', '-'], {
      input: sound.replace('order.paid, currency', 'order.payed, currency'),
    })
    expect(code).toBe(1)
    expect(stdout).toContain('error formula_unknown_name')
    expect(stdout).toContain('not valid')
  })

  it('refuses a time that is no number', async () => {
    const { code, stdout } = await runCommand(['prove', '-', '--seconds', 'no'], { input: sound })
    expect([code, stdout]).toEqual([2, ''])
  })
})
