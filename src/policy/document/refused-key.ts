import { type Fault, quote } from './fault-list.ts'

interface Reserved {
  readonly noun: string
  /** How the same is said today. */
  readonly instead: string
}

const lists: Reserved = {
  noun: 'Lists of items are',
  instead: 'send one request for each item, and name it with `part:` under `subject`; the cap holds for all of them.',
}
const methods: Reserved = {
  noun: 'Several methods in one refund are',
  instead: 'name the shares under `amounts`, and list them under `split`.',
}
const calendars: Reserved = {
  noun: 'Calendars with names of their own are',
  instead:
    'say once, at the top, which days are working days: `working_days: { holidays: [2026-12-25], known_until: 2026-12-31 }`, and count with working_days_between(from, to).',
}

/** Keys kept for what is to come, so that it can come without breaking a policy. */
const reserved: ReadonlyMap<string, Reserved> = new Map([
  ['items', lists],
  ['lists', lists],
  ['list', lists],
  ['methods', methods],
  ['calendars', calendars],
  ['calendar', calendars],
  ['business_days', calendars],
])

/** What json-rules-engine knows and policies do not. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['path', 'Facts are flat: declare the inner value as a fact of its own and name it.'],
  ['params', 'Facts take no parameters: declare one fact for each use.'],
  ['priority', 'Rules are tried from top to bottom: put the rule where it belongs.'],
  ['conditions', 'Write the condition under `when`.'],
  ['event', 'Write the decision under `then`.'],
])

const termsOfReview: ReadonlySet<string> = new Set(['level', 'target', 'due'])

/** The fault of a key that is known but not admitted; null for any other. */
export function refusedKey(name: string, siblings: Readonly<Record<string, unknown>> = {}): Fault | null {
  const future = reserved.get(name)
  if (future !== undefined) {
    return {
      code: 'not_supported_yet',
      message: `${future.noun} not supported yet (${quote(name)}).`,
      hint: `Remove the key; instead ${future.instead}`,
    }
  }
  if (name === 'required' && 'optional' in siblings) {
    return {
      code: 'unknown_key',
      message: `The key ${quote(name)} is not known here.`,
      hint: 'Remove it: a fact is required unless it has `default:`, `optional: true` or `required_when:`.',
    }
  }
  const advice = foreign.get(name)
  const isRule = 'fact' in siblings || 'all' in siblings || 'when' in siblings
  if (advice !== undefined && isRule) {
    return { code: 'unknown_key', message: `The key ${quote(name)} is not known here.`, hint: advice }
  }
  if (termsOfReview.has(name) && 'review' in siblings && 'outcome' in siblings) {
    return {
      code: 'unknown_key',
      message: `The key ${quote(name)} is not known here.`,
      hint: `It stands under review: \`review: { ${name}: ... }\`.`,
    }
  }
  const alone = standsAlone(name, siblings)
  if (alone !== null) return { code: 'unknown_key', message: `The key ${quote(name)} cannot stand here.`, hint: alone }
  return null
}

const forms: ReadonlySet<string> = new Set(['all', 'any', 'not', 'condition', 'fact', 'operator', 'value'])
const edges: ReadonlySet<string> = new Set(['up_to', 'below', 'at_least', 'above'])

/** How to mend a second form in one condition, or a second edge in one row; null for anything else. */
function standsAlone(name: string, siblings: Readonly<Record<string, unknown>>): string | null {
  const known = Object.keys(siblings)
  if (forms.has(name) && known.length < forms.size && known.some((key) => key !== 'value' && forms.has(key)))
    return 'A condition has one form: put both as parts into the list of an `all` or `any`.'
  if (edges.has(name) && known.length === 2 && known.some((key) => edges.has(key)))
    return 'A row has one edge: rows are tried from top to bottom, so the row above bounds it on the other side.'
  return null
}
