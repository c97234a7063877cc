import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { assertExactJson } from './exact-json.ts'
import { requestFaults } from './request-fault.ts'

/**
 * Reads JSON text. What is not JSON is a Problem invalid_request that names line and column, as is what a
 * number or an object would not hold exactly; so is
 * nesting deeper than the limit, which is found before anything is built.
 */
export function readJson(text: string, depthLimit: number): unknown {
  if (isDeeperThan(text, depthLimit)) {
    throw requestFaults([{ pointer: '', message: `is nested deeper than ${depthLimit} levels` }])
  }
  try {
    const value: unknown = JSON.parse(text)
    assertExactJson(text, value)
    return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw requestFaults([{ pointer: '', message: describeFault(text) }])
  }
}

const [quote, backslash, openBrace, openBracket, closeBrace, closeBracket] = [0x22, 0x5c, 0x7b, 0x5b, 0x7d, 0x5d]

function isDeeperThan(text: string, limit: number): boolean {
  if (openingsIn(text, '{', limit) + openingsIn(text, '[', limit) <= limit) return false
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === backslash) index += 1
      else if (code === quote) inString = false
    } else if (code === quote) {
      inString = true
    } else if (code === openBrace || code === openBracket) {
      depth += 1
      if (depth > limit) return true
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1
    }
  }
  return false
}

/** How often it stands in the text, wherever: not counted any further than to one above the limit. */
function openingsIn(text: string, opening: string, limit: number): number {
  let count = 0
  for (let at = text.indexOf(opening); at !== -1 && count <= limit; at = text.indexOf(opening, at + 1)) count += 1
  return count
}

function describeFault(text: string): string {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const first = errors[0]
  if (first === undefined) return 'is not JSON'
  const before = text.slice(0, first.offset).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  const kind = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .toLowerCase()
  return `is not JSON: line ${before.length}, column ${column}: ${kind}`
}
