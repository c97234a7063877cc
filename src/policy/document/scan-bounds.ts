import { Lexer } from 'yaml'

/** How large and how deep a policy text may be. */
export const textBounds = { characters: 512 * 1024, tokens: 120_000, depth: 100, nodes: 40_000, key: 200 } as const

export type BoundsFault = { readonly offset: number; readonly kind: 'too_deep' | 'too_large' | 'yaml_directive' }

/**
 * Reads the tokens of a YAML text without building anything, and says whether it is nested deeper or
 * longer than the bounds: the parser behind is recursive, and very deep texts would end the process.
 * Depth in block style is told by columns, as every deeper collection begins further to the right.
 */
export function scanBounds(text: string): BoundsFault | null {
  const scan: Scan = { offset: 0, lineStart: 0, tokens: 0, flow: 0, columns: [], isChain: true }
  let isScalar: boolean = false
  for (const token of new Lexer().lex(text)) {
    const isMark: boolean = !isScalar && marks.has(token)
    const fault = isMark ? null : takeToken(scan, token, isScalar)
    isScalar = isMark && token === scalarMark
    if (fault !== null) return { offset: scan.offset, kind: fault }
  }
  return null
}

interface Scan {
  offset: number
  lineStart: number
  tokens: number
  flow: number
  /** Where the open block collections began, each further right than the one before. */
  readonly columns: number[]
  /** Whether only indicators stood before on this line, so that another collection may begin. */
  isChain: boolean
}

const scalarMark = '\u001F'
/** What the lexer says by itself, that is not in the text. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', scalarMark])

function takeToken(scan: Scan, token: string, isScalar: boolean): BoundsFault['kind'] | null {
  scan.tokens += 1
  if (scan.tokens > textBounds.tokens) return 'too_large'
  if (token.startsWith('%') && !isScalar && scan.offset === scan.lineStart && token.trimEnd() !== '%YAML 1.2')
    return 'yaml_directive'
  if (isScalar) takeValue(scan, false)
  else if (token === '[' || token === '{') scan.flow += 1
  else if (token === ']' || token === '}') scan.flow = Math.max(0, scan.flow - 1)
  else if (!/^[ \t\r\n#]/.test(token)) takeValue(scan, /^[-?:&!]/.test(token))
  if (scan.flow + scan.columns.length > textBounds.depth) return 'too_deep'
  advance(scan, token)
  return null
}

function takeValue(scan: Scan, isIndicator: boolean): void {
  if (scan.flow > 0 || !scan.isChain) return
  const column = scan.offset - scan.lineStart
  while ((scan.columns.at(-1) ?? -1) > column) scan.columns.pop()
  if ((scan.columns.at(-1) ?? -1) < column) scan.columns.push(column)
  scan.isChain = isIndicator
}

function advance(scan: Scan, token: string): void {
  const lineEnd = token.lastIndexOf('\n')
  scan.offset += token.length
  if (lineEnd < 0) return
  scan.lineStart = scan.offset - (token.length - lineEnd - 1)
  scan.isChain = true
}
