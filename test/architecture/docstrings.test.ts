import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Declaration } from '@swc/core'
import { projectFolder, sourceFiles, statementsOf } from './source-file.ts'

describe('docstrings', () => {
  it('stand directly above every exported function, class, interface and type of more than one line', () => {
    const files = sourceFiles().filter((file) => !file.endsWith('.generated.ts'))
    expect(files.length).toBeGreaterThan(0)
    const lacking = files.flatMap((file) => undocumented(file, readFileSync(join(projectFolder, file))))
    expect(lacking).toEqual([])
  })

  const examples: readonly (readonly [string, string, readonly string[]])[] = [
    ['a function without one', 'export function f() {\n}\n', ['x.ts:1']],
    ['a type behind a gap', '/** What it is. */\n\nexport interface A {\n}\n', ['x.ts:3']],
    ['a function under a plain comment', '// é\nexport const f = () => {\n}\n', ['x.ts:2']],
    ['a second export under one sentence', '/** é */\nexport type A =\n  | 1\nexport class B {\n}\n', ['x.ts:4']],
    ['nothing: one line', 'export const one = 1\n', []],
    ['nothing: it is there', '/**\n * Guarantee.\n */\nexport interface A {\n}\n', []],
    ['nothing: data', 'export const list = [\n]\n', []],
    ['nothing: not exported', 'function f() {\n}\n', []],
  ]
  it.each(examples)('finds %s', (_, text, faults) => {
    expect(undocumented('x.ts', Buffer.from(text))).toEqual(faults)
  })
})

/** File and line of each exported declaration of several lines without a docstring. */
function undocumented(file: string, text: Buffer): readonly string[] {
  return statementsOf(text.toString('utf8'), file.endsWith('x'))
    .filter((statement) => statement.type === 'ExportDeclaration')
    .filter(({ declaration }) => !isData(declaration))
    .flatMap(({ span: { start, end } }) => {
      const above = text.subarray(0, start - 1).toString('utf8')
      const declared = text.subarray(start - 1, end - 1).toString('utf8')
      return declared.includes('\n') && !endsWithDocstring(above) ? [`${file}:${above.split('\n').length}`] : []
    })
}

/** Whether it is a constant that is no function: its name and its content say what it is. */
function isData(declaration: Declaration): boolean {
  if (declaration.type !== 'VariableDeclaration') return false
  const functions = ['ArrowFunctionExpression', 'FunctionExpression']
  return declaration.declarations.every(({ init }) => !functions.includes(init?.type ?? ''))
}

/** Whether the last thing in the text is a docstring, with its end on the last line. */
function endsWithDocstring(text: string): boolean {
  const comment = text.slice(text.lastIndexOf('/**'))
  return comment.startsWith('/**') && comment.indexOf('*/') === comment.length - '*/\n'.length
}
