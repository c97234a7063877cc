import jsep from 'jsep'

/** Characters, nested parts and tokens of one formula: beyond them it is refused before it costs anything. */
export const formulaBounds = { characters: 4000, nesting: 64, tokens: 500 } as const

interface Range {
  readonly start: number
  readonly end: number
}

/** Stands to the left of `not`, and of `in` after it, see below. */
export const nothing = 'Nothing'

const ranges = new WeakMap<jsep.Expression, Range>()
const tokensOf = new WeakMap<jsep.HookScope, { readonly open: number[]; count: number }>()

// jsep has one grammar per process, and this is the only file that uses it. `not` is a binary operator
// with an empty left side, because jsep's unary operators bind tighter than comparisons.
jsep.removeAllBinaryOps()
jsep.removeAllUnaryOps()
jsep.removeAllLiterals()
jsep.removeIdentifierChar('$')
jsep.addUnaryOp('-')
jsep.addBinaryOp('or', 1)
jsep.addBinaryOp('and', 2)
jsep.addBinaryOp('not', 3, true)
for (const operator of ['==', '!=', '<', '<=', '>', '>=', 'in']) jsep.addBinaryOp(operator, 4)
for (const operator of ['+', '-']) jsep.addBinaryOp(operator, 5)
for (const operator of ['*', '/']) jsep.addBinaryOp(operator, 6)
jsep.hooks.add('gobble-token', beginToken)
jsep.hooks.add('after-token', endToken)

/** Parses into jsep's tree; throws an Error with `index` and `description` where the text is no formula. */
export function parseWithGrammar(source: string): jsep.Expression {
  const root = jsep(source)
  if (root.type !== 'Compound') assertBlank(source, 0, rangeOf(root).start)
  if (root.type !== 'Compound') assertBlank(source, rangeOf(root).end, source.length)
  return root
}

/** Where the node stands in the text; brackets around it belong to it. */
export function rangeOf(node: jsep.Expression): Range {
  const range = ranges.get(node)
  if (range !== undefined) return range
  const left = childOf(node, 'left') ?? childOf(node, 'test')
  const right = childOf(node, 'right') ?? childOf(node, 'alternate')
  return {
    start: left === undefined ? 0 : rangeOf(left).start,
    end: right === undefined ? 0 : rangeOf(right).end,
  }
}

function childOf(node: jsep.Expression, key: string): jsep.Expression | undefined {
  const child = node[key]
  return typeof child === 'object' && child !== null && 'type' in child ? child : undefined
}

function beginToken(this: jsep.HookScope, env: { node?: jsep.Expression }): void {
  const tokens = tokensOf.get(this) ?? { open: [], count: 0 }
  tokensOf.set(this, tokens)
  tokens.open.push(this.index)
  tokens.count += 1
  if (tokens.open.length > formulaBounds.nesting) fail(this.index, 'it is nested too deeply', 'formula_too_complex')
  if (tokens.count > formulaBounds.tokens) fail(this.index, 'it has too many parts', 'formula_too_complex')
  const word = wordAt(this.expr, this.index)
  if (word === '') return
  const node = readWord(this, word)
  env.node = node.type === nothing ? node : this.gobbleTokenProperty(node)
}

function endToken(this: jsep.HookScope, env: { node?: jsep.Expression }): void {
  const start = tokensOf.get(this)?.open.pop()
  const node = env.node
  if (node === undefined || !node || start === undefined) return
  const end = start + this.expr.slice(start, this.index).trimEnd().length
  const bracketed = this.expr[start] === '('
  if (bracketed && (ranges.has(node) || node.type === 'BinaryExpression'))
    assertBracketed(this.expr, node, { start, end })
  else if (bracketed && node.type === 'CallExpression') fail(start, 'only a function name can be called')
  else if (node.type === 'CallExpression') assertCommas(this.expr, (node as jsep.CallExpression).arguments, end)
  else if (node.type === 'ArrayExpression') assertCommas(this.expr, (node as jsep.ArrayExpression).elements, end)
  ranges.set(node, { start, end })
}

function wordAt(source: string, index: number): string {
  const pattern = /[\w.]+/y
  pattern.lastIndex = index
  return pattern.exec(source)?.[0] ?? ''
}

/** Numbers and whole dotted names are single tokens; `not` is left where it is, for the operator to be read. */
function readWord(scope: jsep.HookScope, word: string): jsep.Expression {
  if (word === 'not') {
    if (/^\s*$/.test(scope.expr.slice(scope.index + 3))) fail(scope.index, 'nothing follows "not"')
    return { type: nothing }
  }
  if (word === 'in' && /\bnot\s+$/.test(scope.expr.slice(0, scope.index)) && listFollows(scope))
    return { type: nothing }
  if (word === 'and' || word === 'or') fail(scope.index, `"${word}" needs a value before it`)
  const isNumber = /^\d+(?:\.\d+)?$/.test(word)
  if (!isNumber && !/^\w+(?:\.\w+)*$/.test(word)) fail(scope.index, `"${shorten(word)}" is neither a number nor a name`)
  scope.index += word.length
  if (isNumber) return { type: 'Literal', value: null, raw: word }
  if (word === 'true' || word === 'false') return { type: 'Literal', value: word === 'true', raw: word }
  return { type: 'Identifier', name: word }
}

/** No name is followed by a list: `in` is the operator there. */
function listFollows({ expr, index }: jsep.HookScope): boolean {
  return /^in\s*\[/.test(expr.slice(index))
}

function shorten(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 40)}...`
}

/** jsep skips stray separators and takes blanks for commas: both are slips that must not pass. */
function assertCommas(source: string, parts: readonly (jsep.Expression | null)[], end: number): void {
  for (const [index, argument] of parts.entries()) {
    const following = parts[index + 1]
    if (argument === null || following === null) fail(end - 1, 'a value is missing in the list')
    else if (following === undefined) assertBlank(source, rangeOf(argument).end, end - 1)
    else if (source.slice(rangeOf(argument).end, rangeOf(following).start).trim() !== ',')
      fail(rangeOf(following).start, 'a comma is missing between the values')
  }
}

function assertBracketed(source: string, inner: jsep.Expression, outer: Range): void {
  const { start, end } = rangeOf(inner)
  assertBlank(source, outer.start + 1, start)
  assertBlank(source, end, outer.end - 1)
}

function assertBlank(source: string, start: number, end: number): void {
  const rest = source.slice(start, end)
  const blanks = rest.length - rest.trimStart().length
  if (blanks < rest.length) fail(start + blanks, `unexpected "${rest[blanks]}"`)
}

function fail(index: number, description: string, code = 'formula_syntax'): never {
  throw Object.assign(new Error(description), { index, description, code })
}
