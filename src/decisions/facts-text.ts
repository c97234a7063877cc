import type { Value } from '../policy/model/value.ts'

/** What to do with a stored fact of a name; slot -1 leaves it out. */
export interface StoredFactReading {
  readonly slot: number
  /** The value of JSON; whatever it throws ends the reading. */
  read(json: string | boolean): Value
}

/**
 * Reads an object of stored facts that begins there in the text into slots. Where it ends; null where it is not written
 * as RFC 8785 has it, or holds anything but texts and booleans: whoever reads JSON says what it is.
 */
export type ReadFactsText = (text: string, start: number, slots: (Value | undefined)[]) => number | null

/** One fact as it stood in the text that was read last, with the mark behind it; empty where it did not stand there. */
interface Member {
  readonly name: string
  /** The name as it is written, up to the value. */
  readonly start: string
  readonly reading: StoredFactReading
  text: string
  value: Value | undefined
  /** Whether it ever stood otherwise than in the text before. */
  varies: boolean
}

/** Members that are looked at together: they always stood in this way so far. */
interface Run {
  readonly members: readonly Member[]
  readonly text: string
}

/**
 * Facts are much the same from one decision to the next: what stands as it stood before is compared, in one piece as far as
 * it goes, and not read again. Names are learnt from the texts; `readingOf` says what becomes of each.
 */
export function createFactsText(readingOf: (name: string) => StoredFactReading): ReadFactsText {
  const known = new Map<string, Member>()
  let runs: readonly Run[] = []
  const memberOf = (name: string, nameText: string): Member => {
    const before = known.get(name)
    if (before !== undefined) return before
    const reading = readingOf(name)
    const member = { name, start: `${nameText}:`, reading, text: '', value: undefined, varies: runs.length > 0 }
    known.set(name, member)
    return member
  }
  const readAll: ReadFactsText = (text, start, slots) => {
    const found = membersIn(text, start)
    if (found === null) return null
    // All are read before any is kept: a value that cannot be read leaves what is known as it was.
    const read = found.members.map(({ name, nameText, json, whole }) => {
      const member = memberOf(name, nameText)
      return { member, whole, value: member.reading.read(JSON.parse(json) as string | boolean) }
    })
    const absent = new Set(known.values())
    for (const { member, whole, value } of read) {
      keep(member, whole, value)
      if (member.reading.slot >= 0) slots[member.reading.slot] = value
      absent.delete(member)
    }
    for (const member of absent) keep(member, '', undefined)
    runs = runsOf([...known.values()].sort((left, right) => (left.name < right.name ? -1 : 1)))
    return found.end
  }
  return (text, start, slots) => readRuns(runs, slots, { text, start }) ?? readAll(text, start, slots)
}

function keep(member: Member, text: string, value: Value | undefined): void {
  if (text === '' || (member.value !== undefined && member.text !== text)) member.varies = true
  member.text = text
  member.value = value
}

function runsOf(members: readonly Member[]): readonly Run[] {
  const runs: Member[][] = []
  let before: Member | null = null
  for (const member of members) {
    if (before === null || before.varies || member.varies) runs.push([member])
    else runs.at(-1)?.push(member)
    before = member
  }
  return runs.map((run) => ({ members: run, text: run.map(({ text }) => text).join('') }))
}

/** Null where a run of several members reads otherwise than before, or a member is not written as most are. */
function readRuns(
  runs: readonly Run[],
  slots: (Value | undefined)[],
  { text, start }: { readonly text: string; readonly start: number },
): number | null {
  let place = start + 1
  for (const { members, text: before } of runs) {
    const [first] = members
    if (first === undefined) return null
    const isVarying = first.varies
    const end = place + (isVarying ? first.text : before).length
    if (end > place && text.slice(place, end) === (isVarying ? first.text : before)) {
      for (const { reading, value } of members) if (reading.slot >= 0) slots[reading.slot] = value
      place = end
    } else if (!isVarying) return null
    else if (text.slice(place, place + first.start.length) === first.start) {
      const behind = readMember(first, text, place)
      if (behind === null) return null
      if (first.reading.slot >= 0) slots[first.reading.slot] = first.value
      place = behind
    }
    if (place > start + 1 && text[place - 1] === '}') return place
  }
  return null
}

/** Reads a member that stands there once more, with the mark behind it. */
function readMember(member: Member, text: string, place: number): number | null {
  const at = place + member.start.length
  const end = text[at] === '"' ? text.indexOf('"', at + 1) + 1 : text.indexOf('e', at) + 1
  const json = text.slice(at, end)
  const mark = text[end]
  if (end === 0 || json.includes('\\') || (mark !== ',' && mark !== '}')) return null
  member.value = member.reading.read(JSON.parse(json) as string | boolean)
  member.text = text.slice(place, end + 1)
  return end + 1
}

interface FoundMember {
  readonly name: string
  readonly nameText: string
  readonly json: string
  readonly whole: string
}

const oneMember = /("(?:[^"\\]|\\.)*"):("(?:[^"\\]|\\.)*"|true|false)([,}])/uy

function membersIn(
  text: string,
  start: number,
): { readonly members: readonly FoundMember[]; readonly end: number } | null {
  if (text[start] !== '{') return null
  const members: FoundMember[] = []
  oneMember.lastIndex = start + 1
  let last = ''
  for (;;) {
    const found = oneMember.exec(text)
    if (found === null) return null
    const [whole, nameText = '', json = '', mark] = found
    const name = String(JSON.parse(nameText))
    if (members.length > 0 && name <= last) return null
    members.push({ name, nameText, json, whole })
    if (mark === '}') return { members, end: oneMember.lastIndex }
    last = name
  }
}
