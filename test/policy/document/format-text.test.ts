import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { formatText } from '../../../src/policy/document/format-text.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'

const files = [
  ...readdirSync('rules', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `rules/${name}/policy.yaml`),
  ...['everything', 'marketplace', 'minimal', 'telecom'].map((name) => `test/policy/fixtures/${name}.yaml`),
]

describe('a text in one form', () => {
  it.each(files)('says the same as %s, keeps its comments, and is in that form', (file) => {
    const text = readFileSync(file, 'utf8')
    const formatted = formatText(text) ?? ''
    expect(parse(formatted)).toEqual(parse(text))
    expect(commentsIn(formatted)).toEqual(commentsIn(text))
    expect(formatText(formatted)).toBe(formatted)
    expect(parsePolicy(formatted).diagnostics).toEqual(parsePolicy(text).diagnostics)
  })

  it('has two blanks a level, one before a comment and one blank line', () => {
    const text = '# top\nfacts:\n    a:   {type: string}     # of a\n\n\n\n    b:\n          type: string\n'
    expect(formatText(text)).toBe('# top\nfacts:\n  a: { type: string } # of a\n\n  b:\n    type: string\n')
  })

  it.each([
    ['digits', 'amount: 0.10000000000000000001\n'],
    ['a large number', 'amount: 99999999999999999999\n'],
    ['a quoted number', 'amount: "1.00"\n'],
    ['a number with zeros', 'amount: 1.00\n'],
  ])('never loses %s', (_, text) => {
    expect([text, null]).toContain(formatText(text))
  })

  it('is not made of what is no YAML', () => {
    expect(formatText('a: [1, 2\n')).toBeNull()
  })
})

function commentsIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /(?:^|\s)#\s?(.*)$/u.exec(line)?.[1]?.trim() ?? [])
}
