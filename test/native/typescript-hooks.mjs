// Hooks of Node's loader: they compile TypeScript, and load what lies in test anew for each suite. See runtime.cjs.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

const tests = new URL('..', import.meta.url).href
const globals = new URL('./globals.mjs', import.meta.url).href

/** By address without suite. */
const compiled = new Map()

export function resolve(specifier, context, next) {
  const suite = new URL(context.parentURL).searchParams.get('suite')
  if (suite === null) return next(specifier, context)
  if (specifier === '@jest/globals') return { url: `${globals}?suite=${suite}`, shortCircuit: true }
  const isFile = specifier.startsWith('.') && specifier.endsWith('.ts')
  const url = isFile ? new URL(specifier, context.parentURL).href : ''
  return url.startsWith(tests) ? { url: `${url}?suite=${suite}`, shortCircuit: true } : next(specifier, context)
}

export function load(url, context, next) {
  const [address = ''] = url.split('?')
  if (!address.endsWith('.ts')) return next(url, context)
  if (!compiled.has(address)) compiled.set(address, compile(fileURLToPath(address)))
  return { format: 'module', source: compiled.get(address), shortCircuit: true }
}

function compile(file) {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  })
  return code
}
