import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './service-process.ts'

type Next = () => number

const shipped: readonly string[] = readdirSync(join(projectFolder, 'rules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(join(projectFolder, 'rules', name, 'policy.yaml'), 'utf8'))

function pick<Item>(next: Next, items: readonly Item[]): Item {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

const oddScalars = [
  '',
  '~',
  '{',
  '[1, 2',
  '"',
  '&a *a',
  '!!js/function x',
  '1e999',
  '9'.repeat(60),
  '- - -',
  '{{x}}',
  'a * (b',
  '\t',
  '\u0000',
  '!!binary x',
  '<<: *x',
]

/** Texts of the policies that ship, each changed in one to three places, always the same for a number sequence. */
export function* wrongTexts(next: Next): Generator<string> {
  for (;;) {
    let lines = pick(next, shipped).split('\n')
    for (let times = 1 + Math.floor(next() * 3); times > 0; times -= 1) lines = changed(next, lines)
    yield lines.join('\n')
  }
}

function changed(next: Next, lines: readonly string[]): string[] {
  const at = Math.floor(next() * lines.length)
  const line = lines[at] ?? ''
  const before = lines.slice(0, at)
  const after = lines.slice(at + 1)
  switch (
    pick(next, ['drop', 'double', 'swap', 'indent', 'scalar', 'scalar', 'rename', 'cut', 'character', 'block'] as const)
  ) {
    case 'drop':
      return [...before, ...after]
    case 'double':
      return [...before, line, line, ...after]
    case 'swap':
      return [...before, after[0] ?? '', line, ...after.slice(1)]
    case 'indent':
      return [...before, `${' '.repeat(1 + Math.floor(next() * 5))}${line}`, ...after]
    case 'scalar':
      return [...before, line.replace(/: .*$/u, () => `: ${pick(next, oddScalars)}`), ...after]
    case 'rename':
      return [...before, line.replace(/[\w.]+/u, (word) => `${word}x`), ...after]
    case 'cut':
      return [...before, line.slice(0, Math.floor(next() * line.length))]
    case 'character':
      return [
        ...before,
        `${line.slice(0, 3)}${pick(next, Array.from('{}[]:,&*#?|-<>=!%@`"\'\\'))}${line.slice(3)}`,
        ...after,
      ]
    case 'block': {
      const from = Math.floor(next() * lines.length)
      return [...before, ...lines.slice(from, from + 30), ...lines.slice(at)]
    }
  }
}
