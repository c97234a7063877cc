import { minorUnit } from '../../money/currencies.ts'
import type { Expression } from '../model/expression.ts'
import { factLayout } from '../model/fact-slots.ts'
import type { FactDeclaration, Policy, RefundRule } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { generateAll } from './generate-condition.ts'
import { type CodeScope, generateFormula } from './generate-formula.ts'
import { generateOutcome, type MoneyCode, type UndecidedCode } from './generate-outcome.ts'
import { literal, NotGenerated, SourceWriter } from './source-writer.ts'
import { undecidedVerdict, type Verdict } from './verdict.ts'

/** Judges facts by slot, none of the sure ones lacking, at a time; undefined where only the interpreter can say what is so. */
export type Judge = (slots: readonly (Value | undefined)[], now: number) => Verdict | undefined

/** The code of a policy's judge, and the constants that it is given. */
export interface GeneratedCode {
  readonly source: string
  readonly constants: readonly unknown[]
  /** Slots of the facts that the code takes to be there. */
  readonly sureFacts: readonly number[]
}

/** Rules of one function, so that none grows beyond what the machine optimizes. */
const rulesPerFunction = 40

/**
 * The judge of a policy's refunds as code: one test after the other, each derived value computed when
 * it is first asked for. A rule or a derived value in each step. Throws {@link NotGenerated} for a policy that is too large.
 */
export function* generateJudge(policy: Policy): Generator<void, GeneratedCode> {
  const writer = new SourceWriter()
  const read: CodeReads = { derived: new Set(), sureFacts: new Set(), ofFunction: null }
  const scope = scopeOf(policy, writer, read)
  const missing = writer.constant(undecidedVerdict('missing_fact'))
  const faulty = writer.constant(undecidedVerdict('calculation_fault'))
  const rules = [...policy.refunds, policy.defaultRuling]
  const begin = yield* generateRules(rules, { scope, read, undecided: { missing, faulty } })
  read.ofFunction = null
  const formulas = [...policy.derived.values()]
  // A derived value that another one reads joins the set while it is walked through.
  for (const index of read.derived) {
    const formula = formulas[index]
    if (formula !== undefined) generateDerived(index, formula, scope)
    yield
  }
  const reset = [...read.derived].map((index) => `v${index} = null;`).join(' ')
  begin(reset)
  writer.add('return J0;')
  const { constants } = writer
  const given = constants.map((_, index) => `const k${index} = k[${index}];`)
  return { source: ['"use strict";', ...given, writer.text()].join('\n'), constants, sureFacts: [...read.sureFacts] }
}

/** What it gives fills in how the first function begins. */
function* generateRules(
  rules: readonly RefundRule[],
  {
    scope,
    read,
    undecided,
  }: { readonly scope: CodeScope; readonly read: CodeReads; readonly undecided: UndecidedCode },
): Generator<void, (line: string) => void> {
  const { writer } = scope
  const functions = Math.ceil(rules.length / rulesPerFunction)
  writer.add('function J0(s, now) {')
  const begin = writer.later()
  writer.add('let p = 0; let d = true;')
  for (let index = 0; index < functions; index += 1) {
    if (index > 0) writer.add(`function J${index}(s, now, p, d) {`)
    const atBegin = writer.later()
    read.ofFunction = new Map()
    for (const rule of rules.slice(index * rulesPerFunction, (index + 1) * rulesPerFunction)) {
      generateRule(rule, scope, undecided)
      yield
    }
    writer.add(index + 1 < functions ? `return J${index + 1}(s, now, p, d);` : 'return undefined;')
    writer.add('}')
    declareFacts(read.ofFunction, atBegin)
  }
  return begin
}

/** What the code asks for: derived values by their index, and by their slots those facts that no valid request lacks. */
interface CodeReads {
  readonly derived: Set<number>
  readonly sureFacts: Set<number>
  /** Where the function at hand reads which of them, as lines to fill in; null where each is read by itself. */
  ofFunction: Map<number, ((line: string) => void)[]> | null
}

/** What is read in one place is declared there, what is read in several at the beginning: a call in between would make the machine read it again. */
function declareFacts(places: NonNullable<CodeReads['ofFunction']>, atBegin: (line: string) => void): void {
  const shared: string[] = []
  for (const [slot, [first, ...others]] of places) {
    const declaration = `const f${slot} = s[${slot}];`
    if (others.length > 0) shared.push(declaration)
    else first?.(declaration)
  }
  atBegin(shared.join(' '))
}

/** A fact that is there whenever a request is valid. */
function isSure({ presence, defaultValue, from }: FactDeclaration): boolean {
  return presence === 'default' ? defaultValue !== null : presence === 'required' && from !== 'history'
}

/** `read` notes what the code asks for. */
function scopeOf(policy: Policy, writer: SourceWriter, read: CodeReads): CodeScope {
  const { slotOf } = factLayout(policy)
  const derivedIndex = new Map([...policy.derived.keys()].map((name, index) => [name, index]))
  const sure = new Set<string>()
  const operand = (kind: 'fact' | 'derived', name: string): string => {
    const index = (kind === 'fact' ? slotOf : derivedIndex).get(name)
    if (index === undefined) throw new TypeError(`the policy declares no ${kind} called ${name}`)
    if (kind === 'derived') read.derived.add(index)
    const declaration = kind === 'fact' ? policy.facts.get(name) : undefined
    const isThere = declaration !== undefined && isSure(declaration)
    const places = isThere ? read.ofFunction : null
    const value = places === null ? writer.name('t') : `f${index}`
    if (isThere) {
      read.sureFacts.add(index)
      sure.add(value)
    }
    if (places !== null) {
      const known = places.get(index) ?? []
      known.push(writer.later())
      places.set(index, known)
      return value
    }
    writer.add(`const ${value} = ${kind === 'fact' ? `s[${index}]` : `D${index}(s, now)`};`)
    return value
  }
  return { policy, writer, operand, sure, refund: null }
}

function generateDerived(index: number, formula: Expression, scope: CodeScope): void {
  const { writer } = scope
  writer.add(`let v${index} = null;`)
  writer.add(`function D${index}(s, now) {`)
  writer.add(`if (v${index} !== null) return v${index};`)
  writer.add(`return v${index} = ${generateFormula(formula, scope)};`)
  writer.add('}')
}

/**
 * `p`: why it is not known of a rule above whether it decides, 0 where it is; `d`: all of those deny, as a rule of unknown
 * truth that denies changes nothing where the one that decides denies too.
 */
function generateRule(rule: RefundRule, scope: CodeScope, undecided: UndecidedCode): void {
  const { writer } = scope
  const exit = { block: writer.name('B'), unknown: writer.name('u') }
  writer.add(`${exit.block}: {`)
  writer.add(`let ${exit.unknown} = 0;`)
  generateAll(rule.when, exit, scope)
  const isDenial = rule.kind === 'deny'
  writer.add(
    `if (${exit.unknown} !== 0) { p |= ${exit.unknown};${isDenial ? '' : ' d = false;'} break ${exit.block}; }`,
  )
  const { missing, faulty } = undecided
  writer.add(`if (p !== 0${isDenial ? ' && !d' : ''}) return (p & 2) !== 0 ? ${faulty} : ${missing};`)
  addOutcome(rule, scope, undecided)
  writer.add('}')
}

/** Where a rule has no code the interpreter rules. */
function addOutcome(rule: RefundRule, scope: CodeScope, undecided: UndecidedCode): void {
  const { writer } = scope
  try {
    writer.whole(() => generateOutcome(rule, { ...scope, money: () => moneyCode(scope), undecided }))
  } catch (error) {
    if (!(error instanceof NotGenerated)) throw error
    writer.add('return undefined;')
  }
}

function moneyCode(scope: CodeScope): MoneyCode {
  const { policy, writer } = scope
  const { subject, money } = policy
  const charge = generateFormula(subject.charge, scope)
  const cap = subject.cap === subject.charge ? charge : generateFormula(subject.cap, scope)
  const currency = generateFormula(subject.currency, scope)
  const scale = writer.name('t')
  const own = [...money.scale].map(([code, digits]) => `${currency} === ${literal(code)} ? ${literal(digits)} : `)
  const listed = `${currency} == null ? undefined : ${writer.constant(minorUnit)}(${currency})`
  writer.add(`const ${scale} = ${own.join('')}${listed};`)
  return { charge, cap, scale }
}
