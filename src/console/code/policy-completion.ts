import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete'
import type { PolicyName } from '../text/policy-names.ts'
import { namesOf, type PolicyGuide } from './policy-guide.ts'
import { schemaPlace } from './schema-walk.ts'
import { type YamlPlace, yamlPlace } from './yaml-place.ts'

/** Completes keys and values by the schema, and names by the text itself; nothing in comments. */
export function completePolicy(guide: PolicyGuide): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos)
    if (/(?:^|\s)#/u.test(context.state.sliceDoc(line.from, context.pos))) return null
    const place = yamlPlace(context.state.sliceDoc(0, context.pos))
    const { from, options } = offered(guide, place, context.pos)
    const typed = context.state.sliceDoc(from, context.pos)
    // Who typed all of a word goes on with Enter: there is nothing left to complete.
    const isWhole = (text: string): boolean => options.some(({ label }) => label === text)
    if (options.length === 0 || (!context.explicit && (typed === '' || isWhole(typed)))) return null
    return { from, options, validFor: (text) => /^[\w.-]*$/u.test(text) && !isWhole(text) }
  }
}

interface Offered {
  readonly from: number
  readonly options: readonly Completion[]
}

function offered(guide: PolicyGuide, place: YamlPlace, pos: number): Offered {
  const placeholder = /\{(?<name>[\w.]*)$/u.exec(place.before)?.groups?.['name']
  if (placeholder !== undefined && place.before.length > placeholder.length + 1) {
    return { from: pos - placeholder.length, options: placeholders(guide) }
  }
  const word = /[\w.-]*$/u.exec(place.before)?.[0] ?? ''
  const from = pos - word.length
  const ofFacts = factsIn(guide, place)
  if (ofFacts !== null) return { from, options: ofFacts }
  const found = schemaPlace(guide.schema, place.path)
  if (place.writes === 'key') {
    if (word !== place.before) return { from, options: [] }
    const free = found.keys.filter(({ name }) => !place.beside.includes(name))
    return {
      from,
      options: free.map(({ name, description }) => ({
        label: name,
        apply: `${name}: `,
        type: 'property',
        ...(description === '' ? {} : { info: description }),
      })),
    }
  }
  const values = found.values.map((label) => ({ label, type: 'enum', detail: guide.kinds.value }))
  return { from, options: [...values, ...namesFor(guide, place, found.references)] }
}

/** The names that may stand for a value: by its key, and by what the schema calls it. */
function namesFor(guide: PolicyGuide, { path }: YamlPlace, references: readonly string[]): readonly Completion[] {
  const key = path.at(-1) === '*' ? path.at(-2) : path.at(-1)
  const options = (...kinds: readonly PolicyName['kind'][]): readonly Completion[] =>
    namesOf(guide, ...kinds).map((name) => optionOf(guide, name))
  if (key === 'fact') return options('fact', 'history', 'derived')
  if (key === 'condition') return options('condition')
  if (key === 'clause' || references.includes('clause_id')) return options('clause')
  if (key === 'rule' || key === 'not_rule') return options('rule')
  if (key === 'outcome') return options('outcome')
  if (key === 'method') return options('method')
  if (references.includes('formula') || references.includes('condition') || path[0] === 'derived') {
    return [...options('fact', 'history', 'derived', 'constant', 'table', 'condition'), ...functionsOf(guide)]
  }
  if (references.includes('fact_name')) return options('fact')
  return key === 'value' || path[0] === 'tables' ? options('constant') : []
}

/** Facts of a case stand nested: the next part of their names, or the values that one may have; null elsewhere. */
function factsIn(guide: PolicyGuide, { path, writes, beside }: YamlPlace): readonly Completion[] | null {
  const at = path.lastIndexOf('facts')
  if (at < 1 || path[at - 1] !== '*' || !path.includes('cases')) return null
  const above = path.slice(at + 1).join('.')
  const facts = namesOf(guide, 'fact')
  const fact = facts.find(({ name }) => name === above)
  if (writes === 'value') {
    const values = fact?.values ?? (fact?.detail.startsWith('boolean') === true ? ['true', 'false'] : [])
    return values.map((label) => ({ label, type: 'enum', detail: above }))
  }
  const start = above === '' ? '' : `${above}.`
  const inner = facts.filter(({ name }) => name.startsWith(start))
  const parts = [...new Set(inner.map(({ name }) => name.slice(start.length).split('.')[0] ?? ''))]
  return parts
    .filter((part) => part !== '' && !beside.includes(part))
    .map((part) => {
      const whole = inner.find(({ name }) => name === start + part)
      return {
        label: part,
        apply: `${part}: `,
        type: 'property',
        detail: whole?.detail ?? '',
        info: whole?.description ?? '',
      }
    })
}

function placeholders(guide: PolicyGuide): readonly Completion[] {
  return namesOf(guide, 'constant', 'fact', 'derived').map((name) => optionOf(guide, name))
}

function functionsOf(guide: PolicyGuide): readonly Completion[] {
  return guide.functions.map(({ name, call, does }) => {
    const first = call.split(' or ')[0] ?? call
    const slots = first
      .replaceAll(', ...', '')
      .replaceAll(/(?<=[(,]\s*)[^(),\s][^(),]*/gu, (slot) => `\${${slot.trim().replaceAll(/['?]/gu, '')}}`)
    return snippetCompletion(slots, { label: name, type: 'function', detail: call.slice(name.length), info: does })
  })
}

function optionOf(guide: PolicyGuide, { name, kind, detail, description }: PolicyName): Completion {
  const info = [guide.kinds[kind], description].filter((part) => part !== '').join(': ')
  return { label: name, type: kind === 'constant' ? 'constant' : 'variable', detail, info }
}
