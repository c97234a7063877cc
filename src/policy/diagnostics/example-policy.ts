/** The policy that the examples are put into, by section. Its name is `shop`. */
const sections: ReadonlyMap<string, string> = sectionsOf(`name: shop
title: Refunds
refund_methods: [card]
subject: { order: order.id, account: customer.id, charge: order.paid, currency: order.currency, claim: claim.reason }
facts:
  order.id: { type: string }
  customer.id: { type: string }
  order.paid: { type: decimal, from: order }
  order.currency: { type: string, from: order }
  order.status: { type: enum, values: [shipped, delivered] }
  order.days: { type: integer, optional: true }
  order.delivered_at: { type: timestamp, optional: true }
  claim.reason: { type: string, default: none }
clauses:
  - { id: 1, title: Other orders }
refunds: []
default:
  clause: 1
  outcome: deny
  reason: not_refundable
  message: "{order.status} {order.days} {order.delivered_at}"
`)

const mark = '§'

/** A whole policy, and where its fault is to be told. */
export interface ExampleText {
  readonly text: string
  /** Both count from 1; null where nothing is marked. */
  readonly place: { readonly line: number; readonly column: number } | null
}

/**
 * The example policy with the sections of a fragment instead of its own; facts are added to its own. A
 * fragment that begins with `name:` or %, and an empty one, is the whole text.
 */
export function exampleText(fragment: string): ExampleText {
  return unmarked(isWhole(fragment) ? fragment : combined(fragment))
}

/** A fragment without its mark, and which of its lines, counted from 0, the mark was in, and where. */
export function exampleLines(fragment: string): {
  readonly lines: readonly string[]
  readonly marked: { readonly line: number; readonly column: number } | null
} {
  const { text, place } = unmarked(fragment)
  return {
    lines: text.split('\n'),
    marked: place === null ? null : { line: place.line - 1, column: place.column - 1 },
  }
}

function isWhole(fragment: string): boolean {
  const text = fragment.replace(mark, '')
  return text.trim() === '' || /^(?:name:|%)/.test(text)
}

function combined(fragment: string): string {
  const given = sectionsOf(fragment.endsWith('\n') ? fragment : `${fragment}\n`)
  const own = [...sections].map(([name, text]) => {
    const other = given.get(name)
    if (other === undefined) return text
    return name === 'facts' ? text + other.split('\n').slice(1).join('\n') : other
  })
  return [...own, ...[...given].filter(([name]) => !sections.has(name)).map(([, text]) => text)].join('')
}

/** Texts by the keys that begin in the first column; a key that comes twice stays with what is above it. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let current = ''
  for (const line of text.split(/(?<=\n)/)) {
    const [, key] = /^§?([^\s#§-][^:\s]*)/.exec(line) ?? []
    if (key !== undefined && !found.has(key)) current = key
    found.set(current, (found.get(current) ?? '') + line)
  }
  return found
}

function unmarked(marked: string): ExampleText {
  const index = marked.indexOf(mark)
  if (index < 0) return { text: marked, place: null }
  const lines = marked.slice(0, index).split('\n')
  return {
    text: marked.slice(0, index) + marked.slice(index + mark.length),
    place: { line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
  }
}
