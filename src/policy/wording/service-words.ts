import type { BuiltInReason } from '../model/policy.ts'
import { decisionPlaceholders, type Template, type Words } from '../model/template.ts'
import { german } from './languages/de.ts'
import { english } from './languages/en.ts'
import type { LanguageFile } from './languages/language-file.ts'

/** Every language that the service speaks by itself: a further one is a file beside these, and a word here. */
const files: ReadonlyMap<string, LanguageFile> = new Map([english, german].map((file) => [file.language, file]))

/** The service's own words in a language, those of its main language for a region; English where there are none. */
export function serviceWords(language: string): LanguageFile {
  return files.get(language) ?? files.get(language.split('-')[0]?.toLowerCase() ?? '') ?? english
}

/** What the service says to customers by itself. */
export type ServiceText = BuiltInReason | 'still_waiting' | 'no_dispute_rule' | 'undecided_dispute'

const texts = new WeakMap<readonly string[], Map<ServiceText, Words>>()

/** One of the service's own texts in each language of a policy, with the placeholders that it has. */
export function serviceText(languages: readonly string[], name: ServiceText): Words {
  const known = texts.get(languages) ?? new Map<ServiceText, Words>()
  texts.set(languages, known)
  const words = known.get(name) ?? new Map(languages.map((language) => [language, templateIn(language, name)]))
  known.set(name, words)
  return words
}

function templateIn(language: string, name: ServiceText): Template {
  const file = serviceWords(language)
  const isOther = name === 'still_waiting' || name === 'no_dispute_rule' || name === 'undecided_dispute'
  const parts = (isOther ? file[name] : file.reasons[name]).split(/\{(\w+)\}/u)
  return parts.map((part, index) => (index % 2 === 0 ? part : placeholder(part)))
}

function placeholder(written: string): Template[number] {
  const name = decisionPlaceholders.find((candidate) => candidate === written)
  if (name === undefined) throw new TypeError(`the service's own text names ${written}`)
  return { kind: 'decision', name, bare: false, currency: null }
}
