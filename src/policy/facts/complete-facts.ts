import { type FactRowClass, factRowClass } from '../model/fact-row.ts'
import { FactSlots, factLayout } from '../model/fact-slots.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import { compareFactErrors, type FactError } from './fact-error.ts'
import { sharedText } from './fact-tree.ts'
import { requiredNow } from './required-now.ts'

/** The facts of one evaluation, and what the section needs but was not known, sorted. */
export interface CompletedFacts {
  readonly facts: FactSlots
  readonly errors: readonly FactError[]
}

type Section = 'refunds' | 'disputes'

/** What a section does with facts that are absent, by slot. */
interface Completion {
  readonly defaults: readonly { readonly slot: number; readonly value: Value }[]
  readonly required: readonly { readonly slot: number; readonly declaration: FactDeclaration }[]
  /** Complete facts of refunds are rows, as generated code reads them. */
  readonly FactsClass: FactRowClass | typeof FactSlots
}

const completions = new WeakMap<Policy, Record<Section, Completion>>()

/**
 * Applies the declared defaults to what is known and checks that every fact that the section reads is
 * there where it is required, at that time. History facts are the journal's business: only their
 * defaults are applied.
 */
export function completeFacts(policy: Policy, section: Section, known: FactValues, now: number): CompletedFacts {
  const { layout, slots: given } = FactSlots.of(factLayout(policy), known)
  const { defaults, required, FactsClass } = completionOf(policy)[section]
  const slots = [...given]
  for (const { slot, value } of defaults) slots[slot] ??= value
  const missing = required.filter(({ slot }) => slots[slot] === undefined)
  const facts = missing.length === 0 ? new FactsClass(layout, slots, section) : new FactSlots(layout, slots)
  const errors = [
    ...missing.map(({ declaration }) => absent(declaration, '')),
    ...requiredNow(policy, facts, now).flatMap(({ declaration, when }) =>
      policy.reads[section].has(declaration.name) ? [absent(declaration, ` when ${when.source}`)] : [],
    ),
  ]
  return { facts, errors: errors.sort(compareFactErrors) }
}

function completionOf(policy: Policy): Record<Section, Completion> {
  const known = completions.get(policy)
  if (known !== undefined) return known
  const made = { refunds: completion(policy, 'refunds'), disputes: completion(policy, 'disputes') }
  completions.set(policy, made)
  return made
}

function completion(policy: Policy, section: Section): Completion {
  const layout = factLayout(policy)
  const { slotOf } = layout
  const declared = [...policy.facts.values()].map((declaration) => ({
    slot: slotOf.get(declaration.name) ?? -1,
    declaration,
  }))
  return {
    defaults: declared.flatMap(({ slot, declaration: { presence, defaultValue: value } }) =>
      presence === 'default' && value !== null
        ? [{ slot, value: typeof value === 'string' ? sharedText(value) : value }]
        : [],
    ),
    required: declared.filter(
      ({ declaration: { name, presence, from } }) =>
        presence === 'required' && from !== 'history' && policy.reads[section].has(name),
    ),
    FactsClass: (section === 'refunds' ? factRowClass(layout) : null) ?? FactSlots,
  }
}

function absent({ name, type, values }: FactDeclaration, when: string): FactError {
  return {
    fact: name,
    pointer: `/${name.replaceAll('.', '/')}`,
    message: `${name} is required${when} and was not given`,
    accepted: values === null ? `a value of type ${type}` : `one of ${values.map((value) => `"${value}"`).join(', ')}`,
    isAbsent: true,
  }
}
