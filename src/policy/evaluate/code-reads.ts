import { factLayout } from '../model/fact-slots.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { SourceWriter } from './source-writer.ts'

type FillIn = (line: string) => void

/** A line in front of a rule, for what it and later ones read. */
interface Front {
  readonly fillIn: FillIn
  readonly declarations: string[]
}

/** What a function of rules reads. */
interface RulesFunction {
  readonly declareDerived: FillIn
  readonly derived: Set<number>
  readonly fronts: Front[]
  /** By slot, where sure facts are read: the front of the rule, and the very place. */
  readonly places: Map<number, { readonly front: Front; readonly here: FillIn }[]>
}

/** How generated code reads facts and derived values: each as seldom as it can. */
export class CodeReads {
  /** Names of the code's values that are neither undefined nor null: facts that no valid request lacks, and what is computed of them. */
  readonly sure = new Set<string>()
  /** Slots of the facts that the code takes to be there. */
  readonly sureFacts = new Set<number>()
  /** Derived values that the code reads, by their index. */
  readonly derived = new Set<number>()
  /** Those that other derived values read: they are kept for the run. */
  readonly kept = new Set<number>()
  readonly #policy: Policy
  readonly #writer: SourceWriter
  readonly #slotOf: ReadonlyMap<string, number>
  readonly #derivedIndex: ReadonlyMap<string, number>
  #rules: RulesFunction | null = null

  constructor(policy: Policy, writer: SourceWriter) {
    this.#policy = policy
    this.#writer = writer
    this.#slotOf = factLayout(policy).slotOf
    this.#derivedIndex = new Map([...policy.derived.keys()].map((name, index) => [name, index]))
  }

  /** The name of a fact's or derived value's value, undefined where it is unknown; the code that reads it is added. */
  readonly operand = (kind: 'fact' | 'derived', name: string): string => {
    const index = (kind === 'fact' ? this.#slotOf : this.#derivedIndex).get(name)
    if (index === undefined) throw new TypeError(`the policy declares no ${kind} called ${name}`)
    if (kind === 'derived') return this.#writer.once(`derived ${index}`, () => this.#derivedValue(index))
    const declaration = this.#policy.facts.get(name)
    const isThere = declaration !== undefined && isSure(declaration)
    return this.#writer.once(`fact ${index}`, () => (isThere ? this.#sureFact(index) : this.#declare(`s.f${index}`)))
  }

  /** What is read from here on is read by a function of rules, at whose beginning the code is. */
  beginRules(): void {
    this.#rules = { declareDerived: this.#writer.later(), derived: new Set(), fronts: [], places: new Map() }
  }

  beginRule(): void {
    this.#rules?.fronts.push({ fillIn: this.#writer.later(), declarations: [] })
  }

  /** What is read in one place is declared there, what is read in several before the first of their rules: a call in between would make the machine read it again. */
  endRules(): void {
    if (this.#rules === null) return
    const { declareDerived, derived, fronts, places } = this.#rules
    declareDerived([...derived].map((index) => `let v${index} = null;`).join(' '))
    for (const [slot, [first, ...others]] of places) {
      const declaration = `const f${slot} = s.f${slot};`
      if (others.length === 0) first?.here(declaration)
      else first?.front.declarations.push(declaration)
    }
    for (const { fillIn, declarations } of fronts) fillIn(declarations.join(' '))
    this.#rules = null
  }

  #derivedValue(index: number): string {
    this.derived.add(index)
    const call = `D${index}(s, now)`
    if (this.#rules === null) {
      this.kept.add(index)
      return this.#declare(call)
    }
    this.#rules.derived.add(index)
    this.#writer.add(`if (v${index} === null) v${index} = ${call};`)
    return `v${index}`
  }

  #sureFact(slot: number): string {
    this.sureFacts.add(slot)
    const front = this.#rules?.fronts.at(-1)
    if (this.#rules === null || front === undefined) {
      const name = this.#declare(`s.f${slot}`)
      this.sure.add(name)
      return name
    }
    const places = this.#rules.places.get(slot) ?? []
    places.push({ front, here: this.#writer.later() })
    this.#rules.places.set(slot, places)
    this.sure.add(`f${slot}`)
    return `f${slot}`
  }

  #declare(code: string): string {
    const name = this.#writer.name('t')
    this.#writer.add(`const ${name} = ${code};`)
    return name
  }
}

/** A fact that is there whenever a request is valid. */
function isSure({ presence, defaultValue, from }: FactDeclaration): boolean {
  return presence === 'default' ? defaultValue !== null : presence === 'required' && from !== 'history'
}
