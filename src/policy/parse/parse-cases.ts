import { formatInstant } from '../../time/instant.ts'
import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Case } from '../model/case.ts'
import type { ExpectationNames } from './expectation-names.ts'
import { readCaseFacts } from './read-case-facts.ts'
import { readExpectation } from './read-expectation.ts'
import type { Names } from './scope.ts'

/** What a case may name, and where its faults go. */
export interface CaseScope {
  readonly faults: FaultList
  readonly names: Names
  readonly expectations: ExpectationNames
}

/** All cases of a document: those beside rules and the default first, then those at the end. */
export function parseCases(root: DocumentNode, scope: CaseScope): readonly Case[] {
  const beside = (section: Case['section'], rules: readonly DocumentNode[]): readonly Case[] =>
    rules.flatMap((rule) => {
      const id = textOf(child(rule, 'id')) ?? null
      return itemsOf(child(rule, 'cases')).flatMap((node) => parseCase(node, { section, rule: id }, scope))
    })
  const standalone = child(root, 'default')
  return [
    ...beside('refunds', itemsOf(child(root, 'refunds'))),
    ...beside('refunds', standalone === undefined ? [] : [standalone]),
    ...beside('disputes', itemsOf(child(root, 'disputes'))),
    ...itemsOf(child(root, 'cases')).flatMap((node) => parseCase(node, { section: 'refunds', rule: null }, scope)),
  ]
}

function parseCase(
  node: DocumentNode,
  beside: { readonly section: Case['section']; readonly rule: string | null },
  scope: CaseScope,
): readonly Case[] {
  const name = textOf(child(node, 'name'))
  const stated = textOf(child(node, 'section'))
  const named = stated === 'refunds' || stated === 'disputes' ? stated : beside.section
  const section = beside.rule === null ? named : beside.section
  if (named !== section) {
    scope.faults.add(child(node, 'section') ?? node, {
      code: 'wrong_section',
      message: `The case stands beside a rule of ${quote(beside.section)}.`,
      hint: 'Remove `section`, or move the case to `cases` at the end.',
    })
  }
  const { facts, history } = readCaseFacts(node, scope)
  const expect = readExpectation(child(node, 'expect'), { ...scope, section })
  const now = parseNow(child(node, 'now'), scope.faults)
  if (name === undefined) return []
  return [
    {
      name,
      section,
      rule: beside.rule,
      facts,
      history,
      now,
      expect,
      position: { line: node.line, column: node.column },
    },
  ]
}

/** A day alone is its beginning in UTC. */
function parseNow(node: DocumentNode | undefined, faults: FaultList): string | null {
  const text = textOf(node)
  if (node === undefined || text === undefined) return null
  const milliseconds = parseTimestamp(parseDate(text) === undefined ? text : `${text}T00:00:00Z`)
  if (milliseconds !== undefined) return formatInstant(milliseconds)
  faults.add(node, {
    code: 'wrong_value',
    message: `${quote(text)} is not a point in time.`,
    hint: 'Write a date and time with its offset: "2026-02-06T10:30:00Z".',
  })
  return null
}
