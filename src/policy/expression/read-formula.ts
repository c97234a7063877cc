import type jsep from 'jsep'
import type { FunctionName } from '../model/expression.ts'
import type { ExpressionFault, ExpressionFaultCode } from './expression-fault.ts'
import { formulaBounds, nothing, parseWithGrammar, rangeOf } from './formula-grammar.ts'
import type { FormulaSyntax } from './formula-syntax.ts'

const operations: ReadonlyMap<string, FunctionName> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['/', 'divide'],
  ['==', 'equal'],
  ['!=', 'not_equal'],
  ['<', 'less'],
  ['<=', 'less_or_equal'],
  ['>', 'greater'],
  ['>=', 'greater_or_equal'],
  ['and', 'and'],
  ['or', 'or'],
])

const syntaxHint =
  'Formulas consist of numbers, quoted texts, names, + - * /, == != < <= > >=, in, and, or, not, and functions.'

/** Reads the form of a formula; null with at least one fault where it has none. Bounded: hostile text costs no more than a long formula. */
export function readFormula(source: string, faults: ExpressionFault[]): FormulaSyntax | null {
  if (source.trim() === '') {
    faults.push({
      code: 'formula_empty',
      offset: 0,
      message: 'The formula is empty.',
      hint: 'Write a formula or leave the key out.',
    })
    return null
  }
  if (source.length > formulaBounds.characters) {
    const message = `The formula is longer than ${formulaBounds.characters} characters.`
    faults.push({ code: 'formula_too_long', offset: 0, message, hint: 'Split it into derived values.' })
    return null
  }
  try {
    return convert(parseWithGrammar(source), faults)
  } catch (error) {
    const fault = syntaxFault(error)
    // After a backslash at the end, jsep stands behind the end.
    faults.push({ ...fault, offset: Math.min(fault.offset, source.length) })
    return null
  }
}

function syntaxFault(error: unknown): ExpressionFault {
  const { index, description, code } = error as { index?: number; description?: string; code?: string }
  if (index === undefined || description === undefined) throw error
  if (code === 'formula_too_complex') {
    const message = `The formula cannot be read: ${description}.`
    return { code, offset: index, message, hint: 'Split it into derived values.' }
  }
  const text = description.replace(/^[A-Z]/, (letter) => letter.toLowerCase())
  const hint = text === 'unexpected "="' ? 'To compare, write ==.' : syntaxHint
  return { code: 'formula_syntax', offset: index, message: `The formula cannot be read: ${text}.`, hint }
}

function convert(node: jsep.Expression, faults: ExpressionFault[]): FormulaSyntax {
  const range = rangeOf(node)
  const refuse = (message: string, hint: string, code: ExpressionFaultCode = 'formula_construct'): FormulaSyntax => {
    faults.push({ code, offset: range.start, message, hint })
    return { ...range, kind: 'refused' }
  }
  switch (node.type) {
    case 'Literal':
      return { ...range, ...convertLiteral(node as jsep.Literal) }
    case 'Identifier':
      return { ...range, kind: 'name', name: (node as jsep.Identifier).name }
    case 'ThisExpression':
      return { ...range, kind: 'name', name: 'this' }
    case 'UnaryExpression':
      return {
        ...range,
        kind: 'operation',
        function: 'negate',
        arguments: [convert((node as jsep.UnaryExpression).argument, faults)],
      }
    case 'BinaryExpression':
      return convertBinary(node as jsep.BinaryExpression, faults)
    case 'CallExpression': {
      const call = node as jsep.CallExpression
      if (call.callee.type !== 'Identifier') return refuse('Only a function can be called.', 'Write name(arguments).')
      const name = (call.callee as jsep.Identifier).name
      return { ...range, kind: 'call', name, arguments: call.arguments.map((argument) => convert(argument, faults)) }
    }
    case 'ConditionalExpression':
      return refuse('"? :" is not part of the formula language.', 'Write if(condition, then, else).')
    case 'MemberExpression':
      return refuse(
        'Only plain dotted names can be read.',
        'Write the name without brackets, blanks or calls: order.charge.',
      )
    case 'ArrayExpression':
      return refuse(
        'Lists are not supported yet, but after "in".',
        "Write x in ['a', 'b'], or give the values as separate arguments.",
      )
    case nothing:
      return { ...range, kind: 'refused' }
    case 'Compound':
    case 'SequenceExpression':
      return refuse('There must be exactly one formula.', 'Join the parts with an operator, or remove one.')
    default:
      return refuse('This is not part of the formula language.', syntaxHint)
  }
}

function convertLiteral(node: jsep.Literal) {
  if (typeof node.value === 'string') return { kind: 'text', value: node.value } as const
  if (typeof node.value === 'boolean') return { kind: 'boolean', value: node.value } as const
  return { kind: 'number', text: node.raw } as const
}

function convertBinary(node: jsep.BinaryExpression, faults: ExpressionFault[]): FormulaSyntax {
  const range = rangeOf(node)
  if (node.operator === 'in') return convertMembership(node, node.left, faults)
  if (node.operator === 'not' && isMembershipWithoutLeft(node.right)) {
    const within = convertMembership(node.right, node.left, faults)
    return { ...range, kind: 'operation', function: 'not', arguments: [{ ...within, ...range }] }
  }
  const right = convert(node.right, faults)
  if (node.operator === 'not') {
    if (node.left.type === nothing) return { ...range, kind: 'operation', function: 'not', arguments: [right] }
    convert(node.left, faults)
    const offset = rangeOf(node.left).end
    const hint = 'Write "and not" or "or not", or put brackets around it: a == (not b).'
    faults.push({ code: 'formula_syntax', offset, message: '"not" cannot stand here.', hint })
    return { ...range, kind: 'refused' }
  }
  const operation = operations.get(node.operator)
  if (operation === undefined) throw new TypeError(`no operation ${node.operator}`)
  return { ...range, kind: 'operation', function: operation, arguments: [convert(node.left, faults), right] }
}

/** What stands after the `not` of `x not in [...]`. */
function isMembershipWithoutLeft(node: jsep.Expression): node is jsep.BinaryExpression {
  if (node.type !== 'BinaryExpression') return false
  const { operator, left } = node as jsep.BinaryExpression
  return operator === 'in' && left.type === nothing
}

function convertMembership(
  { right }: jsep.BinaryExpression,
  left: jsep.Expression,
  faults: ExpressionFault[],
): FormulaSyntax {
  const [value, list] = [rangeOf(left), rangeOf(right)]
  const range = { start: left.type === nothing ? list.start : value.start, end: list.end }
  const first = convert(left, faults)
  const elements = right.type === 'ArrayExpression' ? (right as jsep.ArrayExpression).elements : []
  if (elements.length === 0) {
    const hint = "Write the values in square brackets: x in ['a', 'b']."
    faults.push({ code: 'formula_construct', offset: list.start, message: '"in" needs a list of values.', hint })
    return { ...range, kind: 'refused' }
  }
  if (left.type === nothing) {
    const hint = "Write x in ['a', 'b'] or x not in ['a', 'b']."
    faults.push({ code: 'formula_syntax', offset: range.start, message: 'A value is missing before "in".', hint })
    return { ...range, kind: 'refused' }
  }
  const values = elements.flatMap((element) => (element === null ? [] : [convert(element, faults)]))
  return { ...range, kind: 'operation', function: 'in', arguments: [first, ...values] }
}
