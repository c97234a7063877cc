import type { Finding } from './finding.ts'

/** Findings that come of one cause: of one rule, and told at once. */
export interface FindingGroup extends Pick<Finding, 'code' | 'severity' | 'section' | 'rule' | 'line' | 'column'> {
  /** One sentence over all of them. */
  readonly message: string
  /** Their places in the list of findings, ascending; the first shows it for all. */
  readonly findings: readonly number[]
}

/** The findings by their causes, in their order; each stands in one group. Those that are errors or warnings stand alone. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, number[]>()
  for (const [index, finding] of findings.entries()) {
    const { code, severity, section, rule, status } = finding
    const isAlone = severity !== 'information' || status === 'not_decided'
    const key = JSON.stringify(isAlone ? [index] : [code, section, rule])
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return [...groups.values()].map((indexes) => groupOf(findings, indexes))
}

function groupOf(all: readonly Finding[], indexes: readonly number[]): FindingGroup {
  const members = indexes.flatMap((index) => all[index] ?? [])
  const [first] = members
  if (first === undefined) throw new RangeError('a group has a finding')
  const { code, severity, section, rule, line, column } = first
  return { code, severity, section, rule, line, column, message: messageOf(first, members), findings: indexes }
}

function messageOf(first: Finding, members: readonly Finding[]): string {
  const { code, rule, message } = first
  if (members.length === 1) return message
  if (code === 'order_decides') {
    const others = listed(members.flatMap(({ rules }) => rules).map((name) => `"${name}"`))
    return `"${rule}" and each of ${others} can apply to the same order; that "${rule}" stands above decides.`
  }
  if (code === 'pays_while_unknown') {
    return `The rule "${rule}" pays while any of ${listed(members.flatMap(({ facts }) => facts))} is unknown.`
  }
  return members.map((member) => member.message).join(' ')
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}
