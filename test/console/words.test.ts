import { describe, expect, it } from '@jest/globals'
import { english } from '../../src/console/words/english.ts'
import { german } from '../../src/console/words/german.ts'
import { type Node, nodesOf, sourceFiles } from '../architecture/source-file.ts'

/** The dotted names of all words, with how many values each takes; sorted. */
function namesOf(words: unknown, path = ''): readonly string[] {
  if (typeof words === 'string') return [path]
  if (typeof words === 'function') return [`${path}(${words.length})`]
  return Object.entries(words as object)
    .flatMap(([name, inner]) => namesOf(inner, path === '' ? name : `${path}.${name}`))
    .sort()
}

describe('the words of the console', () => {
  it('are the same in every language', () => {
    expect(namesOf(german)).toEqual(namesOf(english))
    expect(namesOf(english).length).toBeGreaterThan(50)
  })

  it('all stand in the files of words: no view has its own', () => {
    const files = sourceFiles('src/console').filter((file) => file.endsWith('.tsx'))
    expect(files.length).toBeGreaterThan(20)
    expect(
      files.flatMap((file) =>
        nodesOf(file)
          .flatMap(bareWords)
          .map((text) => `${file}: ${text}`),
      ),
    ).toEqual([])
  })
})

const read = ['title', 'label', 'description', 'placeholder', 'alt', 'aria-label', 'error', 'head']
const letters = /\p{L}{2,}/u

/** Text between tags, and text in an attribute that is shown or read out. */
function bareWords(node: Node): readonly string[] {
  if (node.type === 'JSXText') return letters.test(String(node['value'])) ? [String(node['value']).trim()] : []
  if (node.type !== 'JSXAttribute') return []
  const name = (node['name'] as Node)['value']
  const value = node['value'] as Node | null
  const isText = value?.type === 'StringLiteral' && letters.test(String(value['value']))
  return isText && read.includes(String(name)) ? [String(value['value'])] : []
}
