import { child, type DocumentNode, textOf } from '../document/document-node.ts'
import { type Fault, type FaultList, quote } from '../document/fault-list.ts'
import { declaredNames, suggestion } from '../document/suggestion.ts'
import { describeType } from '../expression/expression-type.ts'
import { type Condition, type Operand, type Operator, operators } from '../model/condition.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { Value } from '../model/value.ts'
import { readLiteral } from './read-literal.ts'
import type { Names } from './scope.ts'

interface LeafScope {
  readonly faults: FaultList
  readonly names: Names
}

const ordering: ReadonlySet<Operator> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
])

/** Parses `{ fact, operator, value }`: the operator and the literal must fit the type of the fact. */
export function parseLeaf(node: DocumentNode, scope: LeafScope): Condition | null {
  const operand = parseOperand(child(node, 'fact'), scope)
  const written = child(node, 'operator')
  const operator = operators.find((name) => name === textOf(written))
  const valueNode = child(node, 'value')
  if (operand === null || operator === undefined || written === undefined || valueNode === undefined) return null
  const { kind } = operand.type
  if (ordering.has(operator) && (kind === 'text' || kind === 'boolean')) {
    scope.faults.add(written, {
      code: 'operator_type',
      message: `${operator} compares numbers, timestamps and dates, but ${quote(operand.name)} is ${describeType(operand.type)}.`,
      hint: 'Use equal, notEqual, in or notIn.',
    })
    return null
  }
  warnOfName(valueNode, operand, scope)
  const value = parseValue(valueNode, { operand, operator }, scope)
  return value === null ? null : { kind: 'leaf', operand, operator, value }
}

function parseOperand(node: DocumentNode | undefined, { names, faults }: LeafScope): Operand | null {
  const name = textOf(node)
  if (node === undefined || name === undefined) return null
  const known = names.types.get(name)
  if (known !== undefined) return { kind: known.kind, name, type: known.type }
  if (!names.broken.names.has(name)) {
    faults.add(node, {
      code: 'unknown_fact',
      message: `There is no fact or derived value ${quote(name)}.${suggestion(name, names.types.keys())}`,
      hint:
        name === 'now' || !/^[\w.]+$/.test(name)
          ? `Conditions compare facts and derived values: give the formula a name, \`derived: { a_name: ${name.slice(0, 80)} }\`.`
          : declaredNames(names.types.keys(), 'Declare it under `facts`.'),
    })
  }
  return null
}

/** Text that is the name of a fact is most likely meant to be that fact. */
function warnOfName(node: DocumentNode, { name, type }: Operand, { names, faults }: LeafScope): void {
  const other = textOf(node)
  if (type.kind !== 'text' || type.values !== undefined || other === undefined || names.types.get(other) === undefined)
    return
  faults.add(
    node,
    {
      code: 'taken_as_text',
      message: `${quote(name)} is compared with the text ${quote(other)}, not with the fact of that name.`,
      hint: `To compare with the fact, write value: { fact: ${other} }.`,
    },
    'warning',
  )
}

type LeafValue = Extract<Condition, { kind: 'leaf' }>['value']
interface LeafTest {
  readonly operand: Operand
  readonly operator: Operator
}

function parseValue(node: DocumentNode, test: LeafTest, scope: LeafScope): LeafValue | null {
  const isMembership = test.operator === 'in' || test.operator === 'notIn'
  if (isMembership !== (node.kind === 'list')) {
    const wrong: Fault = isMembership
      ? { code: 'list_needed', message: `${test.operator} needs a list.`, hint: 'Write value: [a, b].' }
      : {
          code: 'list_not_allowed',
          message: `${test.operator} takes a single value.`,
          hint: 'Use in or notIn for a list.',
        }
    scope.faults.add(node, wrong)
    return null
  }
  if (node.kind === 'map') return parseOtherFact(node, test.operand, scope)
  const { type } = test.operand
  if (node.kind === 'scalar') {
    const value = parseLiteral(node, type, scope)
    return value === null ? null : { kind: 'literal', value }
  }
  const values = node.items.map((item) => parseLiteral(item, type, scope)).filter((value) => value !== null)
  return values.length === node.items.length && values.length > 0 ? { kind: 'literal', value: values } : null
}

function parseLiteral(node: DocumentNode, type: ExpressionType, { faults, names }: LeafScope): Value | null {
  const name = textOf(node) ?? ''
  const literal = readLiteral(node, type)
  const constant = names.constants.get(name)
  if (constant !== undefined && (!literal.ok || (type.kind === 'text' && type.values === undefined)))
    return readConstant(node, constant, type, faults)
  if (literal.ok) return literal.value
  const hint = names.types.has(name) ? `To compare with the fact, write value: { fact: ${name} }.` : literal.fault.hint
  if (node.kind === 'scalar' && node.type !== 'null') faults.add(node, { ...literal.fault, hint })
  return null
}

/** A constant stands for its value; where an enum has a value of that name, the value is meant. */
function readConstant(node: DocumentNode, constant: Measure, type: ExpressionType, faults: FaultList): Value | null {
  const isOfType = constant.type.kind === type.kind
  const isAllowed = type.kind !== 'text' || type.values?.includes(String(constant.value)) !== false
  if (isOfType && isAllowed) return constant.value
  faults.add(node, {
    code: 'type_mismatch',
    message: `The constant is ${describeType(constant.type)}, but ${describeType(type)} is compared here.`,
    hint: 'Compare values of one type.',
  })
  return null
}

function parseOtherFact(node: DocumentNode, operand: Operand, scope: LeafScope): Operand | null {
  const other = parseOperand(child(node, 'fact'), scope)
  if (other === null || other.type.kind === operand.type.kind) return other
  scope.faults.add(node, {
    code: 'type_mismatch',
    message: `${quote(operand.name)} is ${describeType(operand.type)}, but ${quote(other.name)} is ${describeType(other.type)}.`,
    hint: 'Compare values of one type.',
  })
  return null
}
