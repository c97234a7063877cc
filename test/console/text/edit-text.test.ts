import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { addLimit } from '../../../src/console/text/add-limit.ts'
import { setValue, type TextPath } from '../../../src/console/text/edit-text.ts'
import { rulesOf } from '../../../src/console/text/form-values.ts'
import { insertCase, insertWritten } from '../../../src/console/text/insert-case.ts'
import { readText } from '../../../src/console/text/read-text.ts'
import { switchRule } from '../../../src/console/text/switch-rule.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'

const shipped = (name: string): string =>
  readFileSync(new URL(`../../../rules/${name}/policy.yaml`, import.meta.url), 'utf8')
const tickets = shipped('event-tickets')
const panel = shipped('smm-panel')

/** Lines that one text has and the other has not. */
function changed(from: string, to: string | null): readonly string[] {
  const known = new Set(from.split('\n'))
  return (to ?? '').split('\n').filter((line) => !known.has(line))
}

describe('a form writes into the text', () => {
  it.each<readonly [string, string, TextPath, string, readonly string[]]>([
    [
      'a number in braces beside its comment',
      tickets,
      ['constants', 'early_from', 'value'],
      '45',
      ['  early_from: { value: 45, unit: days, description: From so many days before the event it is early. }'],
    ],
    [
      'a cell of a table',
      tickets,
      ['tables', 'share', 'rows', 'standard', 'late'],
      '20',
      ['      standard: { early: 90, in_time: 50, late: 20, too_late: 0 }'],
    ],
    ['a duration', panel, ['constants', 'repeat_window'], '60 days', ['  repeat_window: 60 days']],
    ['a text that would be something else without quotes', panel, ['contact'], 'yes: no', ['contact: "yes: no"']],
    [
      'a text of several lines',
      panel,
      ['clauses', 2, 'clauses', 0, 'text', 'en'],
      'It was delivered: all of it.',
      ['            It was delivered: all of it.'],
    ],
  ])('%s, and nothing else', (_what, text, path, value, lines) => {
    expect(changed(text, setValue(readText(text), path, value))).toEqual(lines)
  })

  it('nothing into a text that is not readable, and nothing where there is no value', () => {
    expect(setValue(readText('a: [1'), ['a', 0], '2')).toBeNull()
    expect(setValue(readText('a: 1'), ['b'], '2')).toBeNull()
  })

  it('a limit, where there were none and where there is one', () => {
    const first = addLimit(readText(panel), { per: 'decision', currency: 'USD', amount: '50' }) ?? ''
    const second = addLimit(readText(first), { per: 'day', currency: 'USD', amount: '500' }) ?? ''
    expect(changed(panel, second)).toEqual([
      'limits:',
      '  - { per: decision, currency: USD, amount: "50" }',
      '  - { per: day, currency: USD, amount: "500" }',
    ])
    expect(parsePolicy(second).policy?.limits).toHaveLength(2)
  })

  it('a rule off, and on again as it was', () => {
    const rule = (text: string) => rulesOf(readText(text)).find(({ id }) => id === 'fraud-suspected')
    const before = rule(panel)
    if (before === undefined) throw new Error('no such rule')
    const off = switchRule(readText(panel), before, false) ?? ''
    expect(changed(panel, off)).toEqual(['    off: true'])
    const after = rule(off)
    expect(after?.isOff).toBe(true)
    expect(after === undefined ? null : switchRule(readText(off), after, true)).toBe(panel)
  })

  it('a case beside its rule, and at the end for none', () => {
    const facts = { order: { id: 'o-1', status: 'completed' }, account: { id: 'a-1' } }
    for (const rule of ['fraud-suspected', null]) {
      const expectation = { outcome: 'deny', rule, reason: 'not_refundable' }
      const made = insertCase(panel, { name: 'tried', facts, expect: expectation, rule })
      expect(
        changed(panel, made?.text ?? null)
          .map((line) => line.trim())
          .filter((line) => line !== 'facts:'),
      ).toEqual([
        '- name: tried',
        'order: { id: o-1, status: completed }',
        'account: { id: a-1 }',
        `expect: { outcome: deny, rule: ${rule ?? 'null'}, reason: not_refundable }`,
      ])
      expect(parsePolicy(made?.text ?? '').diagnostics).toEqual([])
      expect(made?.text.split('\n')[(made?.line ?? 0) - 1]?.trim()).toBe('- name: tried')
    }
  })

  it('puts a case that is written already beside its rule, of refunds or of disputes', () => {
    const yaml = '- name: offered\n  facts: { order: { id: offered } }\n  expect: { outcome: deny }\n'
    for (const rule of ['fraud-suspected', 'inquiry-only']) {
      const made = insertWritten(panel, { yaml, rule })
      const added = ['- name: offered', '  facts: { order: { id: offered } }', '  expect: { outcome: deny }']
      expect(changed(panel, made?.text ?? null)).toEqual(added.map((line) => `      ${line}`))
      const before = made?.text.slice(0, made.text.indexOf('- name: offered')) ?? ''
      expect(before.slice(before.lastIndexOf('- id: '))).toMatch(new RegExp(`^- id: ${rule}\n`, 'u'))
    }
  })
})
