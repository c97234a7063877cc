import { factLayout } from '../model/fact-slots.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import { longestIdentity, longestText } from './fact-limits.ts'
import { keyFacts } from './identity-facts.ts'

/** The declared facts as they are nested in a request's JSON; history facts, which no request carries, stand aside. */
export interface FactGroup {
  readonly kind: 'group'
  /** Dotted name; empty for the root. */
  readonly name: string
  readonly members: ReadonlyMap<string, FactNode>
}
/** One declared fact where a request's JSON holds it. */
export interface FactLeaf {
  readonly kind: 'fact'
  readonly declaration: FactDeclaration
  /** Its number in the policy's layout. */
  readonly slot: number
  /** The values of an enum, each by itself; null for other types. */
  readonly texts: ReadonlyMap<string, string> | null
  /** Characters of its text: what is required is not empty, and the keys of orders, parts and accounts stay short. */
  readonly shortest: number
  readonly longest: number
  /** Whether it names an order, a part or an account. */
  readonly isKey: boolean
}
export type FactNode = FactGroup | FactLeaf

interface GrowingGroup {
  readonly kind: 'group'
  readonly name: string
  readonly members: Map<string, GrowingGroup | FactLeaf>
}

const trees = new WeakMap<Policy, FactGroup>()

/** The tree of a policy's facts, made once per policy, members by name. */
export function factTree(policy: Policy): FactGroup {
  const known = trees.get(policy)
  if (known !== undefined) return known
  const keys = keyFacts(policy)
  const { slotOf } = factLayout(policy)
  const root: GrowingGroup = { kind: 'group', name: '', members: new Map() }
  for (const name of [...policy.facts.keys()].sort()) {
    const declaration = policy.facts.get(name)
    if (declaration !== undefined && declaration.from !== 'history') {
      plant(root, {
        kind: 'fact',
        declaration,
        slot: slotOf.get(name) ?? -1,
        texts: declaration.values === null ? null : new Map(declaration.values.map((text) => [text, sharedText(text)])),
        shortest: declaration.presence === 'required' || keys.has(name) ? 1 : 0,
        longest: keys.has(name) ? longestIdentity : longestText,
        isKey: keys.has(name),
      })
    }
  }
  trees.set(policy, root)
  return root
}

function plant(root: GrowingGroup, leaf: FactLeaf): void {
  const segments = leaf.declaration.name.split('.')
  const last = segments.pop() ?? ''
  let group = root
  for (const segment of segments) {
    const next = group.members.get(segment)
    if (next !== undefined && next.kind === 'fact') return
    const child: GrowingGroup = next ?? { kind: 'group', name: nameBelow(group, segment), members: new Map() }
    group.members.set(segment, child)
    group = child
  }
  group.members.set(last, leaf)
}

/** The dotted name of a member of a group. */
export function nameBelow(group: { readonly name: string }, member: string): string {
  return group.name === '' ? member : `${group.name}.${member}`
}

/** The text as the one string that names and literals of the same letters are: such strings are compared by where they are. */
export function sharedText(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text
}
