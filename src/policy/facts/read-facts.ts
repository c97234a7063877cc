import { nearestName } from '../../problems/nearest-name.ts'
import { FactSlots, factLayout } from '../model/fact-slots.ts'
import type { Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { compareFactErrors, type FactError } from './fact-error.ts'
import { type FactGroup, type FactLeaf, factTree, nameBelow } from './fact-tree.ts'
import { acceptedValue, readValue } from './read-value.ts'
import { showValue } from './show-value.ts'

/** The facts of a request as far as they could be read, and every fault of the rest, sorted. */
export interface GivenFacts {
  readonly facts: FactSlots
  readonly errors: readonly FactError[]
}

type Slots = (Value | undefined)[]

interface Reading {
  readonly policy: Policy
  readonly slots: Slots
  readonly errors: FactError[]
}

/** One object may have this many members at least, more where more are declared: the rest is not looked at. */
const widestGroup = 200
const mostErrors = 100

/**
 * Reads nested request JSON (`{"order": {"status": "partial"}}`) into typed values by dotted name.
 * `null` is the same as absent; whatever the policy does not declare, or not so, is an error.
 * Never throws.
 */
export function readGivenFacts(policy: Policy, json: unknown): GivenFacts {
  const layout = factLayout(policy)
  const tree = factTree(policy)
  const slots: Slots = layout.unknown.slice()
  if (takeGroup(slots, tree, json)) return { facts: new FactSlots(layout, slots), errors: [] }
  const reading: Reading = { policy, slots: layout.unknown.slice(), errors: [] }
  readGroup(reading, tree, { pointer: '', json })
  return {
    facts: new FactSlots(layout, reading.slots),
    errors: reading.errors.sort(compareFactErrors).slice(0, mostErrors),
  }
}

/** Takes facts without a fault, which nearly all are; false at the first fault, for {@link readGroup} to tell of all. */
function takeGroup(slots: Slots, group: FactGroup, json: unknown): boolean {
  if (!isObject(json)) return false
  const keys = Object.keys(json)
  if (keys.length > widestGroup) return false
  for (const key of keys) {
    const node = group.members.get(key)
    if (node === undefined) return false
    const value = json[key]
    if (value === undefined || value === null) continue
    if (node.kind === 'group') {
      if (!takeGroup(slots, node, value)) return false
      continue
    }
    const accepted = acceptedValue(node, value)
    if (accepted === undefined) return false
    slots[node.slot] = accepted
  }
  return true
}

/** A value of the request, and the JSON pointer to it. */
interface RequestValue {
  readonly pointer: string
  readonly json: unknown
}

function readGroup(reading: Reading, group: FactGroup, given: RequestValue): void {
  if (!isObject(given.json)) {
    const called = group.name === '' ? 'The facts' : `${group.name}:`
    report(reading, {
      fact: group.name,
      pointer: given.pointer,
      message: `${called} ${showValue(given.json)} is not an object`,
      accepted: `an object with ${[...group.members.keys()].join(', ')}`,
    })
    return
  }
  const entries = Object.entries(given.json)
  const widest = Math.max(widestGroup, group.members.size)
  if (entries.length > widest) {
    report(reading, {
      fact: group.name,
      pointer: given.pointer,
      message: `${group.name === '' ? 'The facts have' : `${group.name} has`} ${entries.length} members`,
      accepted: `at most ${widest} members`,
    })
    return
  }
  for (const [key, json] of entries) {
    if (json !== undefined) readMember(reading, group, { key, pointer: `${given.pointer}/${escapePointer(key)}`, json })
  }
}

function readMember(reading: Reading, group: FactGroup, member: RequestValue & { readonly key: string }): void {
  const node = group.members.get(member.key)
  if (node === undefined) reportUndeclared(reading, group, member)
  else if (node.kind === 'fact') readLeaf(reading, node, member)
  else if (member.json !== null) readGroup(reading, node, member)
}

function readLeaf(reading: Reading, leaf: FactLeaf, given: RequestValue): void {
  if (given.json === null) return
  const { name } = leaf.declaration
  const read = readValue(leaf, given.json)
  if (read.ok) {
    reading.slots[leaf.slot] = read.value
    return
  }
  report(reading, {
    fact: name,
    pointer: given.pointer,
    message: `${name}: ${showValue(given.json)} ${read.fault}`,
    accepted: read.accepted,
  })
}

function reportUndeclared(reading: Reading, group: FactGroup, member: RequestValue & { readonly key: string }): void {
  if (reading.errors.length >= mostErrors) return
  const fact = nameBelow(group, member.key.length > 100 ? `${member.key.slice(0, 100)}…` : member.key)
  if (isHistory(reading.policy, fact)) {
    const below: FactGroup = { kind: 'group', name: fact, members: new Map() }
    if (isObject(member.json) && Object.keys(member.json).length > 0) return readGroup(reading, below, member)
    report(reading, {
      fact,
      pointer: member.pointer,
      message: `${fact} comes from the service's own records and may not be given`,
      accepted: 'a request without it',
    })
    return
  }
  const dotted = nameBelow(group, member.key)
  const accepted = reading.policy.facts.has(dotted)
    ? nested(member.key)
    : group.members.size === 0
      ? 'no facts'
      : `${group.name === '' ? '' : `in ${group.name}: `}${[...group.members.keys()].join(', ')}`
  report(reading, {
    fact,
    pointer: member.pointer,
    message: `${fact} is not declared${advice(reading, group, member.key)}`,
    accepted,
  })
}

/** How a dotted name is written instead. */
function nested(key: string): string {
  const names = key.split('.')
  return `${names.map((name) => `{"${name}": `).join('')}...${'}'.repeat(names.length)}`
}

function advice(reading: Reading, group: FactGroup, key: string): string {
  const dotted = nameBelow(group, key)
  if (key.includes('.') && reading.policy.facts.has(dotted)) return ': facts are nested objects, not dotted names'
  const near = nearestName(key, group.members.keys()) ?? nearestName(dotted, reading.policy.facts.keys())
  return near === null ? '' : `: did you mean ${group.members.has(near) ? nameBelow(group, near) : near}?`
}

function isHistory(policy: Policy, name: string): boolean {
  for (const declaration of policy.facts.values()) {
    if (declaration.from === 'history' && (declaration.name === name || declaration.name.startsWith(`${name}.`)))
      return true
  }
  return false
}

function report(reading: Reading, error: FactError): void {
  reading.errors.push(error)
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function escapePointer(key: string): string {
  const shortened = key.length > 100 ? `${key.slice(0, 100)}…` : key
  return shortened.replaceAll('~', '~0').replaceAll('/', '~1')
}
