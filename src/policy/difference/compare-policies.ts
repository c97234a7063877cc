import type { Policy } from '../model/policy.ts'
import { describePolicy } from './describe-policy.ts'
import type { Element } from './element.ts'
import { movedNames } from './moved-names.ts'
import type { ChangedKind, PolicyChange } from './policy-change.ts'

/**
 * Every difference of two policies in the terms of the policy: by kind, then in the order of the text after, what was
 * removed last. What is spelled otherwise but means the same to the evaluator is none.
 */
export function comparePolicies(before: Policy, after: Policy): readonly PolicyChange[] {
  const [former, latter] = [byKind(describePolicy(before)), byKind(describePolicy(after))]
  return [...new Set([...latter.keys(), ...former.keys()])].flatMap((kind) =>
    compareKind(kind, former.get(kind) ?? new Map(), latter.get(kind) ?? new Map()),
  )
}

type Elements = ReadonlyMap<string, Element>

function byKind(elements: readonly Element[]): ReadonlyMap<ChangedKind, Elements> {
  const kinds = new Map<ChangedKind, Map<string, Element>>()
  for (const element of elements) {
    const known = kinds.get(element.kind) ?? new Map<string, Element>()
    kinds.set(element.kind, known)
    // Cases may share a name: each after the first is known by its number.
    let name = element.name
    for (let number = 2; known.has(name); number += 1) name = `${element.name} (${number})`
    known.set(name, { ...element, name })
  }
  return kinds
}

function compareKind(kind: ChangedKind, before: Elements, after: Elements): readonly PolicyChange[] {
  const isOrdered = [...after.values()].some((element) => element.isOrdered)
  const moved = isOrdered ? movedNames([...before.keys()], [...after.keys()]) : new Set<string>()
  const changes = [...after].flatMap(([name, element]) => {
    const former = before.get(name)
    if (former === undefined) return [whole(kind, name, 'added', element)]
    const place = moved.has(name) ? [move(kind, name, [...before.keys()], [...after.keys()])] : []
    return [...place, ...compareParts(former, element)]
  })
  const gone = [...before].filter(([name]) => !after.has(name))
  return [...changes, ...gone.map(([name, element]) => whole(kind, name, 'removed', element))]
}

function whole(kind: ChangedKind, name: string, change: 'added' | 'removed', element: Element): PolicyChange {
  const text = [...element.parts].map(([part, { text: value }]) => (part === '' ? value : `${part}: ${value}`))
  const content = text.join('; ')
  const [from, to] = change === 'added' ? [null, content] : [content, null]
  return { kind, name, change, part: null, from, to, message: `${called(kind, name)} was ${change} (${content})` }
}

function move(kind: ChangedKind, name: string, before: readonly string[], after: readonly string[]): PolicyChange {
  const [from, to] = [placeOf(before, name), placeOf(after, name)]
  const message = `${called(kind, name)} was moved: it stood ${from} and stands ${to}`
  return { kind, name, change: 'moved', part: null, from, to, message }
}

function placeOf(names: readonly string[], name: string): string {
  const above = names[names.indexOf(name) - 1]
  return above === undefined ? 'first' : `after ${above}`
}

function compareParts(before: Element, after: Element): readonly PolicyChange[] {
  const { kind, name } = after
  return [...new Set([...before.parts.keys(), ...after.parts.keys()])].flatMap((part): readonly PolicyChange[] => {
    const [from, to] = [before.parts.get(part), after.parts.get(part)]
    // A formula that reads a constant which changed reads as it did: the constant says more.
    if (from?.key === to?.key || from?.text === to?.text) return []
    const what = part === '' ? called(kind, name) : `${called(kind, name)}: ${part}`
    const message = `${what} was ${from?.text ?? 'not there'}, is ${to?.text ?? 'not there any more'}`
    return [
      {
        kind,
        name,
        change: 'changed',
        part: part === '' ? null : part,
        from: from?.text ?? null,
        to: to?.text ?? null,
        message,
      },
    ]
  })
}

function called(kind: ChangedKind, name: string): string {
  return kind === 'default' || kind === 'subject' ? `the ${kind}` : `${kind.replace('_', ' ')} "${name}"`
}
