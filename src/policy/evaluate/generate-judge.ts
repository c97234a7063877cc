import { minorUnit } from '../../money/currencies.ts'
import type { Expression } from '../model/expression.ts'
import { factLayout } from '../model/fact-slots.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { generateAll } from './generate-condition.ts'
import { type CodeScope, generateFormula } from './generate-formula.ts'
import { generateOutcome, type MoneyCode, type UndecidedCode } from './generate-outcome.ts'
import { literal, NotGenerated, SourceWriter } from './source-writer.ts'
import { undecidedVerdict, type Verdict } from './verdict.ts'

/** Judges facts by slot, at a time; undefined where only the interpreter can say what is so. */
export type Judge = (slots: readonly (Value | undefined)[], now: number) => Verdict | undefined

/** The code of a policy's judge, and the constants that it is given. */
export interface GeneratedCode {
  readonly source: string
  readonly constants: readonly unknown[]
}

/** Rules of one function, so that none grows beyond what the machine optimizes. */
const rulesPerFunction = 40

/**
 * The judge of a policy's refunds as code: one test after the other, each derived value computed when
 * it is first asked for. Throws {@link NotGenerated} for a policy that is too large.
 */
export function generateJudge(policy: Policy): GeneratedCode {
  const writer = new SourceWriter()
  const read = new Set<number>()
  const scope = scopeOf(policy, writer, read)
  const missing = writer.constant(undecidedVerdict('missing_fact'))
  const faulty = writer.constant(undecidedVerdict('calculation_fault'))
  generateRules([...policy.refunds, policy.defaultRuling], scope, { missing, faulty })
  const formulas = [...policy.derived.values()]
  // A derived value that another one reads joins the set while it is walked through.
  for (const index of read) {
    const formula = formulas[index]
    if (formula !== undefined) generateDerived(index, formula, scope)
  }
  const reset = [...read].map((index) => `v${index} = null;`).join(' ')
  writer.add(`return function (s, now) { ${reset} return J0(s, now, 0, true); };`)
  const { constants } = writer
  const given = constants.map((_, index) => `const k${index} = k[${index}];`)
  return { source: ['"use strict";', ...given, writer.text()].join('\n'), constants }
}

function generateRules(rules: readonly RefundRule[], scope: CodeScope, undecided: UndecidedCode): void {
  const { writer } = scope
  const functions = Math.ceil(rules.length / rulesPerFunction)
  for (let index = 0; index < functions; index += 1) {
    writer.add(`function J${index}(s, now, p, d) {`)
    for (const rule of rules.slice(index * rulesPerFunction, (index + 1) * rulesPerFunction)) {
      generateRule(rule, scope, undecided)
    }
    writer.add(index + 1 < functions ? `return J${index + 1}(s, now, p, d);` : 'return undefined;')
    writer.add('}')
  }
}

/** `read` notes which derived values the code asks for. */
function scopeOf(policy: Policy, writer: SourceWriter, read: Set<number>): CodeScope {
  const { slotOf } = factLayout(policy)
  const derived = [...policy.derived.keys()]
  const operand = (kind: 'fact' | 'derived', name: string): string => {
    const index = kind === 'fact' ? slotOf.get(name) : derived.indexOf(name)
    if (index === undefined || index < 0) throw new TypeError(`the policy declares no ${kind} called ${name}`)
    if (kind === 'derived') read.add(index)
    const value = writer.name('t')
    writer.add(`const ${value} = ${kind === 'fact' ? `s[${index}]` : `D${index}(s, now)`};`)
    return value
  }
  return { policy, writer, operand, refund: null }
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
