/** An edit of a policy text: one line of it in another way. */
interface Edit {
  readonly what: string
  readonly find: RegExp
  readonly change: (found: string, next: () => number) => string
}

const edits: readonly Edit[] = [
  { what: 'a number of a condition', find: /value: \d+(?= \})/gu, change: shifted },
  { what: 'a constant', find: /(?<=^ {2}\w+: (?:\{ value: )?)\d+/gmu, change: shifted },
  { what: 'an operator', find: /(?:less|greater)Than(?:Inclusive)?/gu, change: otherOperator },
  {
    what: 'true and false',
    find: /(?<=operator: equal, value: )(?:true|false)/gu,
    change: (found) => String(found !== 'true'),
  },
  {
    what: 'all and any',
    find: /^ {4,6}(?:all|any):$/gmu,
    change: (found) => found.replace(/all|any/u, (word) => (word === 'all' ? 'any' : 'all')),
  },
  {
    what: 'a refund',
    find: /(?<=^ {6}refund: )\S.*$/gmu,
    change: (found, next) => `percent(${found}, ${90 - Math.floor(next() * 50)})`,
  },
  { what: 'a cell', find: /(?<=^ {6}\w+: \{ [^}\n]*\w+: )\d+(?=[ ,])/gmu, change: shifted },
  {
    what: 'a comparison of a formula',
    find: /(?<=^ {2,8}(?:when|fact|\w+): [^{\n]*) (?:[<>]=?) (?=\w)/gmu,
    change: (found) => (found.includes('=') ? found.replace('=', '') : found.replace(/([<>])/u, '$1=')),
  },
  {
    what: 'a word of a formula',
    find: /(?<=^ {2,8}when: [^{\n]*) (?:and|or) /gmu,
    change: (found) => (found === ' and ' ? ' or ' : ' and '),
  },
]

function shifted(found: string, next: () => number): string {
  return found.replace(/\d+/u, (digits) =>
    String(Math.max(0, Number(digits) + (next() < 0.5 ? -1 : 1) * (1 + Math.floor(next() * 5)))),
  )
}

function otherOperator(found: string): string {
  return found.endsWith('Inclusive') ? found.replace('Inclusive', '') : `${found}Inclusive`
}

/** The text with one edit above its cases and texts, drawn by `next` (0 to 1); null where the draw fits nothing. */
export function randomEdit(text: string, next: () => number): { readonly what: string; readonly text: string } | null {
  const edit = edits[Math.floor(next() * edits.length)]
  if (edit === undefined) return null
  const places = [...text.matchAll(edit.find)].filter(({ index }) => isOfRules(text, index))
  const place = places[Math.floor(next() * places.length)]
  if (place === undefined) return null
  const [found] = place
  const changed = edit.change(found, next)
  return {
    what: `${edit.what}: ${found} -> ${changed}`,
    text: text.slice(0, place.index) + changed + text.slice(place.index + found.length),
  }
}

/** Whether a place is no case's: a case says what comes out, and changes nothing. */
function isOfRules(text: string, index: number): boolean {
  let indent = Number.POSITIVE_INFINITY
  for (const line of text.slice(0, text.indexOf('\n', index)).split('\n').reverse()) {
    const own = line.search(/\S/u)
    if (own < 0 || own >= indent) continue
    if (line.trim() === 'cases:') return false
    indent = own
  }
  return true
}

/** Numbers from 0 to 1 that look random, the same for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
