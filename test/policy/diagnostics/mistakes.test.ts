import { describe, expect, it } from '@jest/globals'
import { exampleText } from '../../../src/policy/diagnostics/example-policy.ts'
import { checkExample } from './check-example.ts'
import { logicMistakes } from './logic-mistakes.ts'
import type { Mistake } from './mistake.ts'
import { yamlMistakes } from './yaml-mistakes.ts'

const mistakes: readonly Mistake[] = [...yamlMistakes, ...logicMistakes]

describe('a typical mistake', () => {
  it.each(mistakes)('%s', async (_, fragment, code, remedy) => {
    const { text, place } = exampleText(fragment)
    const { diagnostics } = await checkExample(text)
    expect(diagnostics.map((told) => `${told.line}:${told.column} ${told.code} ${told.message} ${told.hint}`)).toEqual([
      expect.stringContaining(`${place?.line}:${place?.column} ${code} `),
    ])
    expect(`${diagnostics[0]?.message} ${diagnostics[0]?.hint}`).toContain(remedy)
    const words = `${diagnostics[0]?.message}|${diagnostics[0]?.hint}`.replaceAll(/`[^`]*`|\.\.\./gu, '')
    expect(words).not.toMatch(/[.?!:][.?!]|[?!][.:,;]/u)
  })
})
