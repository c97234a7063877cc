import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, keyPlace, quote } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { mentionsOf } from './mentions.ts'

/** Warns of a fact, derived value, table or condition that nothing mentions. */
export function lintUnusedNames(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const mentions = mentionsOf(policy)
  const state = itemsOf(child(child(root, 'subject'), 'state')).map((item) => textOf(item) ?? '')
  const facts = new Set([...mentions.facts, ...toldInCases(policy), ...state])
  const sections = [
    ['facts', 'fact', 'unused_fact', policy.facts, facts],
    ['derived', 'derived value', 'unused_derived_value', policy.derived, mentions.derived],
    ['tables', 'table', 'unused_table', policy.tables, mentions.tables],
    ['conditions', 'condition', 'unused_condition', policy.conditions, mentions.conditions],
  ] as const
  for (const [section, noun, code, declared, mentioned] of sections) {
    const map = child(root, section)
    for (const name of declared.keys()) {
      const entry = map?.kind === 'map' ? map.entries.get(name) : undefined
      if (map === undefined || entry === undefined || mentioned.has(name)) continue
      faults.add(
        keyPlace(map, name, entry),
        {
          code,
          message: `Nothing mentions the ${noun} ${quote(name)}.`,
          hint: 'Remove it, or use it.',
        },
        'warning',
      )
    }
  }
}

/** What an order got before, and whether it is disputed, is part of every decision: a case that says so needs the fact, though no rule reads it. */
function toldInCases({ facts, cases }: Policy): readonly string[] {
  return [...facts.values()]
    .filter(({ history }) => history?.kind === 'state' && history.state !== 'standing')
    .map(({ name }) => name)
    .filter((name) => cases.some(({ history }) => name in history))
}
