import { minorUnit } from '../../money/currencies.ts'
import type { Expression } from '../model/expression.ts'
import type { FactRow } from '../model/fact-row.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import { CodeReads } from './code-reads.ts'
import { generateAll, inBlock } from './generate-condition.ts'
import { type CodeScope, generateFormula } from './generate-formula.ts'
import { generateOutcome, type MoneyCode, type UndecidedCode } from './generate-outcome.ts'
import { literal, NotGenerated, SourceWriter } from './source-writer.ts'
import { undecidedVerdict, type Verdict } from './verdict.ts'

/** Judges a row of facts, none of the sure ones lacking, at a time; undefined where only the interpreter can say what is so. */
export type Judge = (facts: FactRow, now: number) => Verdict | undefined

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
  const read = new CodeReads(policy, writer)
  const { operand, sure } = read
  const scope: CodeScope = { policy, writer, operand, sure, refund: null }
  const keep = writer.later()
  const undecided = {
    missing: writer.constant(undecidedVerdict('missing_fact')),
    faulty: writer.constant(undecidedVerdict('calculation_fault')),
  }
  const begin = yield* generateRules([...policy.refunds, policy.defaultRuling], { scope, read, undecided })
  const formulas = [...policy.derived.values()]
  const finish: (() => void)[] = []
  // A derived value that another one reads joins the set while it is walked through.
  for (const index of read.derived) {
    const formula = formulas[index]
    if (formula !== undefined) finish.push(generateDerived(index, formula, { scope, read }))
    yield
  }
  for (const fillIn of finish) fillIn()
  keep([...read.kept].map((index) => `let m${index} = null;`).join(' '))
  begin([...read.kept].map((index) => `m${index} = null;`).join(' '))
  writer.add('return J0;')
  const { constants } = writer
  const given = constants.map((_, index) => `const k${index} = k[${index}];`)
  return { source: ['"use strict";', ...given, writer.text()].join('\n'), constants, sureFacts: [...read.sureFacts] }
}

interface RulesScope {
  readonly scope: CodeScope
  readonly read: CodeReads
  readonly undecided: UndecidedCode
}

/** What it gives fills in how the first function begins. */
function* generateRules(
  rules: readonly RefundRule[],
  { scope, read, undecided }: RulesScope,
): Generator<void, (line: string) => void> {
  const { writer } = scope
  const functions = Math.ceil(rules.length / rulesPerFunction)
  writer.open('function J0(s, now) {')
  const begin = writer.later()
  writer.add('let p = 0; let d = true;')
  let mayBeUnknown = false
  for (let index = 0; index < functions; index += 1) {
    if (index > 0) writer.open(`function J${index}(s, now, p, d) {`)
    read.beginRules()
    for (const rule of rules.slice(index * rulesPerFunction, (index + 1) * rulesPerFunction)) {
      read.beginRule()
      mayBeUnknown = generateRule(rule, scope, { ...undecided, isPossible: mayBeUnknown }) || mayBeUnknown
      yield
    }
    writer.add(index + 1 < functions ? `return J${index + 1}(s, now, p, d);` : 'return undefined;')
    read.endRules()
    writer.close()
  }
  return begin
}

/** What it gives fills in how the value is kept for the run, once it is known whether another one reads it. */
function generateDerived(
  index: number,
  formula: Expression,
  { scope, read }: Pick<RulesScope, 'scope' | 'read'>,
): () => void {
  const { writer } = scope
  writer.open(`function D${index}(s, now) {`)
  const lookUp = writer.later()
  const value = generateFormula(formula, scope)
  const giveBack = writer.later()
  writer.close()
  return () => {
    const isKept = read.kept.has(index)
    if (isKept) lookUp(`if (m${index} !== null) return m${index};`)
    giveBack(`return ${isKept ? `m${index} = ` : ''}${value};`)
  }
}

/**
 * `p`: why it is not known of a rule above whether it decides, 0 where it is; `d`: all of those deny, as a rule of unknown
 * truth that denies changes nothing where the one that decides denies too. Gives whether the rule's truth may be unknown.
 */
function generateRule(
  rule: RefundRule,
  scope: CodeScope,
  undecided: UndecidedCode & { readonly isPossible: boolean },
): boolean {
  const { writer } = scope
  const isDenial = rule.kind === 'deny'
  return inBlock(scope, (exit) => {
    generateAll(rule.when, exit, scope)
    const { block, unknown, isOpen } = exit
    if (isOpen) writer.add(`if (${unknown} !== 0) { p |= ${unknown};${isDenial ? '' : ' d = false;'} break ${block}; }`)
    const { missing, faulty, isPossible } = undecided
    if (isPossible) writer.add(`if (p !== 0${isDenial ? ' && !d' : ''}) return (p & 2) !== 0 ? ${faulty} : ${missing};`)
    addOutcome(rule, scope, undecided)
  })
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

/** Computed once for all that asks in the same block. */
function moneyCode(scope: CodeScope): MoneyCode {
  const { policy, writer } = scope
  const { subject } = policy
  const charge = writer.once('charge', () => generateFormula(subject.charge, scope))
  const cap = subject.cap === subject.charge ? charge : writer.once('cap', () => generateFormula(subject.cap, scope))
  const scale = writer.once('scale', () => scaleCode(scope))
  return { charge, cap, scale }
}

function scaleCode(scope: CodeScope): string {
  const { policy, writer, sure } = scope
  const currency = generateFormula(policy.subject.currency, scope)
  const scale = writer.name('t')
  const own = [...policy.money.scale].map(
    ([code, digits]) => `${currency} === ${literal(code)} ? ${literal(digits)} : `,
  )
  const unknown = sure.has(currency) ? '' : `${currency} == null ? undefined : `
  writer.add(`const ${scale} = ${own.join('')}${unknown}${writer.constant(minorUnit)}(${currency});`)
  return scale
}
