import { Lexer } from 'yaml'

/** How large and how deep a policy text may be. */
export const textBounds = { characters: 512 * 1024, tokens: 250_000, depth: 100, nodes: 60_000, key: 200 } as const

export type BoundsFault = { readonly offset: number; readonly kind: 'too_deep' | 'too_large' | 'multiple_documents' }

/**
 * Reads the tokens of a YAML text without building anything, and says whether it is nested deeper or
 * longer than the bounds: the parser behind is recursive, and very deep texts would end the process.
 * Depth in block style is told by columns, as every deeper collection begins further to the right.
 */
export function scanBounds(text: string): BoundsFault | null {
  const scan: Scan = { offset: 0, lineStart: 0, tokens: 0, flow: 0, documents: 0, columns: [], isChain: true }
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    const fault = isMark(token) && !isScalar ? takeMark(scan, token) : takeToken(scan, token, isScalar)
    isScalar = token === scalarMark && !isScalar
    if (fault !== null) return { offset: scan.offset, kind: fault }
  }
  return null
}

interface Scan {
  offset: number
  lineStart: number
  tokens: number
  flow: number
  documents: number
  /** Where the open block collections began, each further right than the one before. */
  readonly columns: number[]
  /** Whether only indicators stood before on this line, so that another collection may begin. */
  isChain: boolean
}

const documentMark = '\u0002'
const scalarMark = '\u001F'

function isMark(token: string): boolean {
  return token === documentMark || token === scalarMark || token === '\u0018'
}

function takeMark(scan: Scan, token: string): BoundsFault['kind'] | null {
  if (token === documentMark) scan.documents += 1
  return scan.documents > 1 ? 'multiple_documents' : null
}

function takeToken(scan: Scan, token: string, isScalar: boolean): BoundsFault['kind'] | null {
  scan.tokens += 1
  if (scan.tokens > textBounds.tokens) return 'too_large'
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
