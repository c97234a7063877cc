import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import { compareDiagnostics } from '../../../src/problems/diagnostic.ts'
import { fixture, policyText, ruleWhen } from './policy-text.ts'

const chain = (length: number, line: (index: number) => string): string =>
  Array.from({ length }, (_, index) => line(index)).join('')

const bombs: Readonly<Record<string, string>> = {
  'an empty text': '',
  'only comments': '#\n'.repeat(1000),
  'a text': 'hello',
  'a list': '- 1',
  'two documents': `${policyText()}---\n${policyText()}`,
  'a text without end': 'x'.repeat(2_000_000),
  'a key without end': `${'x'.repeat(400_000)}: 1`,
  'very many keys': chain(12_000, (index) => `k${index}: 1\n`),
  'one key very often': 'a:\n'.repeat(25_000),
  'blank lines without end': '\n'.repeat(500_000),
  'lists within lists on one line': '['.repeat(200_000),
  'closed lists within lists': `${'['.repeat(3000)}${']'.repeat(3000)}`,
  'closers that close something else': '[ } '.repeat(50_000),
  'maps within maps': '{a: '.repeat(100_000),
  'dashes on one line': '- '.repeat(200_000),
  'question marks on one line': '? '.repeat(200_000),
  'colons on one line': ': '.repeat(200_000),
  'anchors on one line': '&a '.repeat(100_000),
  'an indentation that never ends': chain(700, (index) => `${' '.repeat(index)}a:\n`),
  'brackets that open nothing': ']}'.repeat(100_000),
  'tabs for indentation': '\t- a\n'.repeat(1000),
  'aliases that double': chain(
    40,
    (index) => `a${index}: &a${index} [${index === 0 ? 'x' : `*a${index - 1}, *a${index - 1}`}]\n`,
  ),
  'aliases in a chain': chain(5000, (index) => `- &a${index} [${index === 0 ? 'x' : `*a${index - 1}`}]\n`),
  'an alias to itself': 'name: &a [*a]',
  'an alias to nothing': 'name: *nothing',
  'unknown tags': 'name: !!js/function "function () {}"\ntitle: !ruby/object:Gem x\n',
  'a binary tag': 'name: !!binary aGVsbG8=',
  'a set': 'name: !!set {a, b}',
  'merge keys': 'a: &a { b: 1 }\nname: { <<: *a }',
  directives: `${'%FOO bar\n'.repeat(20_000)}---\na: 1`,
  'another YAML version': `%YAML 1.1\n---\n${policyText()}`,
  'a NUL': 'name: a\0b',
  'an escaped NUL': 'name: "a\\0b"',
  'half a surrogate pair': 'name: "\ud800"',
  'half a surrogate pair, escaped': 'title: "\\ud800"',
  'prototype keys': '__proto__: { name: x }\nconstructor: { prototype: {} }\ntoString: 1\nhasOwnProperty: 1\n',
  'prototype keys everywhere': policyText({
    derived: 'derived: { __proto__: 1, constructor: 2, valueOf: 3 }\n',
    tables: 'tables: { t: { __proto__: 1, constructor: 2 } }\n',
    conditions:
      'conditions: { toString: { fact: __proto__, operator: constructor, value: { fact: hasOwnProperty } } }\n',
    cases:
      'cases: [{ name: a, facts: { __proto__: { polluted: 1 }, constructor: { prototype: 1 } }, history: { __proto__: 1 }, expect: { __proto__: 1 } }]\n',
  }),
  'keys that are lists and maps': '{ [a]: 1, { b: 1 }: 2, null: 1, ~: 2 }',
  'numbers of all kinds':
    'name: .inf\ntitle: .nan\nmoney: { scale: { USD: 0x10, EUR: 1e999, GBP: -0, JPY: 99999999999999999999 } }\nlimits: [{ per: day, currency: EUR, amount: 1e-400 }]\n',
  JSONPath: policyText(
    ruleWhen('{ fact: order.status, operator: equal, value: open, path: "$[?(@.constructor.constructor(1))]" }'),
  ),
  'rules that are nothing': `refunds:\n${'- {}\n'.repeat(5000)}`,
  'a formula of great depth': policyText({
    derived: `derived:\n  a: ${'('.repeat(1900)}1${')'.repeat(1900)}\n  b: ${'-'.repeat(3900)}1\n  c: ${'not '.repeat(900)}flag\n`,
  }),
  'a formula without end': policyText({ derived: `derived: { a: "${'1 + '.repeat(900)}1" }\n` }),
  'a formula that overflows': policyText({ derived: `derived: { a: "${'9999999999 * '.repeat(200)}1" }\n` }),
  'a division by zero': policyText({ derived: 'derived: { a: 1 / 0 }\n' }),
  'derived values that double': policyText({
    derived: `derived:\n  d0: 9\n${chain(60, (index) => `  d${index + 1}: d${index} * d${index}\n`)}`,
    more: 'messages: { missing_fact: "{d60} {nope}" }\n',
  }),
  'derived values in one circle': policyText({
    derived: `derived:\n${chain(1500, (index) => `  d${index}: d${(index + 1) % 1500} + d${(index * 7) % 1500}\n`)}`,
  }),
  'conditions that double': policyText({
    conditions: `conditions:\n  c0: { fact: flag, operator: equal, value: true }\n${chain(200, (index) => `  c${index + 1}: { all: [{ condition: c${index} }, { condition: c${index} }] }\n`)}`,
  }),
  'conditions in a long chain': policyText({
    conditions: `conditions:\n  c0: { fact: flag, operator: equal, value: true }\n${chain(200, (index) => `  c${index + 1}: { not: { condition: c${index} } }\n`)}`,
  }),
  'conditions in one circle': policyText({
    conditions: `conditions:\n${chain(500, (index) => `  c${index}: { condition: c${(index + 1) % 500} }\n`)}`,
  }),
  'clauses within clauses': `clauses: [${'{ id: 1, title: a, clauses: ['.repeat(60)}${']}'.repeat(60)}]`,
  'braces in a message': policyText({ more: `messages: { missing_fact: "${'{'.repeat(2999)}" }\n` }),
}

describe('malformed policies', () => {
  it.each(Object.entries(bombs))('%s gives diagnostics', (_, text) => {
    const { policy, diagnostics } = parseAndLint(text)
    expect(policy === null).toBe(true)
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics.length).toBeLessThanOrEqual(500)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('made by changing good ones give diagnostics or a policy, and never throw', () => {
    const good = [fixture('minimal'), fixture('everything'), policyText(), policyText()]
    const junk = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ':',
      '- ',
      '"',
      "'",
      '&a ',
      '*a',
      '!x ',
      '|',
      '>',
      '#',
      '%',
      '@',
      '`',
      '\t',
      '\n',
      '\0',
      '~',
      'null',
      'true',
      '__proto__',
      'constructor',
      '$ref',
      '0x1F',
      '1e400',
      '-0',
      '.nan',
      '99999999999999999999',
      '{{',
      '{x}',
      '2026-13-01',
      '🙂',
      '\ud83d',
    )
    const change = fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.oneof(junk, fc.string({ maxLength: 6 })))
    const isOrdered = (text: string): boolean => {
      const { policy, diagnostics } = parseAndLint(text)
      const errors = diagnostics.filter(({ severity }) => severity === 'error')
      expect(policy === null).toBe(errors.length > 0)
      expect([...diagnostics].sort(compareDiagnostics)).toEqual(diagnostics)
      return diagnostics.every(
        ({ line, column, message, hint }) => line >= 1 && column >= 1 && message !== '' && hint !== '',
      )
    }
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) =>
        isOrdered(
          changes.reduce((current, [at, length, insert]) => {
            const index = at % (current.length + 1)
            return current.slice(0, index) + insert + current.slice(index + length)
          }, text),
        ),
      ),
      { numRuns: 200 },
    )
  })

  it('made by cutting, doubling and moving lines of good ones never throw', () => {
    const lines = fixture('everything').split('\n')
    const index = fc.nat({ max: lines.length - 1 })
    fc.assert(
      fc.property(index, index, fc.constantFrom('cut', 'double', 'move', 'dedent'), (from, to, how) => {
        const changed = [...lines]
        const [taken = ''] = how === 'double' ? [lines[from]] : changed.splice(from, 1)
        if (how !== 'cut') changed.splice(to, 0, how === 'dedent' ? taken.trimStart() : taken)
        const { policy, diagnostics } = parseAndLint(changed.join('\n'))
        return (policy === null) === diagnostics.some(({ severity }) => severity === 'error')
      }),
      { numRuns: 60 },
    )
  })
})
