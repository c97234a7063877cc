import { readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ModuleItem, parseFileSync, parseSync } from '@swc/core'

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** One import, re-export, dynamic import or type import of a source file. */
export interface Import {
  readonly from: string
  readonly specifier: string | null
  readonly typeOnly: boolean
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/** All source files under src, relative to the project, found by walking the folders. */
export function sourceFiles(folder = 'src'): readonly string[] {
  return readdirSync(join(projectFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : []
  })
}

/** The statements of a source text, with their spans: bytes from 1, the end exclusive. */
export function statementsOf(text: string, tsx = false): readonly ModuleItem[] {
  return parseSync(text, { syntax: 'typescript', tsx, target: 'es2022' }).body
}

/** Every node of a file's syntax tree. */
export function nodesOf(file: string): readonly Node[] {
  const tree = parseFileSync(join(projectFolder, file), {
    syntax: 'typescript',
    tsx: file.endsWith('x'),
    target: 'es2022',
  })
  const nodes: Node[] = []
  const waiting: unknown[] = [tree]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) waiting.push(...next.filter((item) => item !== null && item !== undefined))
    else if (typeof next === 'object' && next !== null) {
      if ('type' in next && typeof next.type === 'string') nodes.push(next as Node)
      waiting.push(...Object.values(next).filter((item) => item !== null && item !== undefined))
    }
  }
  return nodes
}

/** What the file imports in any way; a specifier that is no plain text is null. */
export function importsOf(file: string): readonly Import[] {
  return nodesOf(file).flatMap((node): Import[] => {
    switch (node.type) {
      case 'ImportDeclaration':
        return [{ from: file, specifier: textOf(node['source']), typeOnly: node['typeOnly'] === true }]
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        return node['source']
          ? [{ from: file, specifier: textOf(node['source']), typeOnly: node['typeOnly'] === true }]
          : []
      case 'CallExpression': {
        const callee = node['callee'] as Node
        const dynamic = callee.type === 'Import' || (callee.type === 'Identifier' && callee['value'] === 'require')
        if (!dynamic) return []
        const [first] = node['arguments'] as readonly { readonly expression: Node }[]
        return [{ from: file, specifier: textOf(first?.expression), typeOnly: false }]
      }
      case 'TsImportType':
        return [{ from: file, specifier: textOf(node['argument']), typeOnly: true }]
      case 'TsExternalModuleReference':
        return [{ from: file, specifier: textOf(node['expression']), typeOnly: false }]
      default:
        return []
    }
  })
}

/** The file that an import means, relative to the project; null for a package or a computed target. */
export function targetOf({ from, specifier }: Import): string | null {
  return specifier?.startsWith('.') ? posix.join(dirname(from), specifier) : null
}

/** The package, or the module of Node, that a specifier without a dot means. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/** `object.property` as text, for plain and computed members alike; null for anything else. */
export function memberOf(node: Node): { readonly object: string; readonly property: string } | null {
  if (node.type !== 'MemberExpression') return null
  const object = node['object'] as Node
  const property = node['property'] as Node
  const name = property.type === 'Computed' ? (property['expression'] as Node)['value'] : property['value']
  if (typeof name !== 'string') return null
  const of = memberOf(object)?.property ?? object['value']
  return typeof of === 'string' ? { object: of, property: name } : null
}

export type { Node }

function textOf(node: unknown): string | null {
  const literal = node as Node | undefined
  return literal?.type === 'StringLiteral' ? (literal['value'] as string) : null
}
