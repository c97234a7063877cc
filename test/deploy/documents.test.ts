import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectFolder } from '../architecture/source-file.ts'

const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8')
const documents = [
  'README.md',
  ...['CONTRIBUTING', 'SECURITY', 'CHANGELOG', 'scaling'].map((name) => `.github/${name}.md`),
  ...readdirSync(join(projectFolder, '.github/decisions')).map((name) => `.github/decisions/${name}`),
]
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }

describe.each(documents)('%s', (document) => {
  const text = read(document)

  it('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)
    expect(targets.filter((target) => !existsSync(join(projectFolder, dirname(document), target)))).toEqual([])
  })

  it('names only paths of the project that exist', () => {
    const paths = [...text.matchAll(/`((?:src|test|rules|config|\.github|\.ci)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    )
    const isPattern = (path: string): boolean => /NAME|NNNN/.test(path)
    expect(paths.filter((path) => !isPattern(path) && !existsSync(join(projectFolder, path)))).toEqual([])
  })

  it('names only scripts that package.json has', () => {
    const named = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start))/g)].map(([, run, own = '']) => run ?? own)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})

it('the folders of CONTRIBUTING.md are those of src', () => {
  const rows = [...read('.github/CONTRIBUTING.md').matchAll(/^\| (`src\/[^|]+) \|/gm)].map(([, cell = '']) => cell)
  const listed = rows.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace('src/', '')),
  )
  expect(listed.sort()).toEqual(readdirSync(join(projectFolder, 'src')).sort())
})
