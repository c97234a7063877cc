import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type Fault, type FaultList, keyPlace, quote } from '../document/fault-list.ts'
import { declaredNames } from '../document/suggestion.ts'
import { isUnquotedPlaceholder } from '../document/unquoted-placeholder.ts'

/** The languages of the texts, the usual one first; English where nothing is said. */
export type Languages = readonly [string, ...string[]]

/** Reads `languages`, or the one `language`; each is a tag that formatters know. */
export function parseLanguages(root: DocumentNode, faults: FaultList): Languages {
  const single = child(root, 'language')
  const nodes = itemsOf(child(root, 'languages'))
  const found: string[] = []
  for (const node of nodes.length === 0 && single !== undefined ? [single] : nodes) {
    const tag = canonicalTag(textOf(node) ?? '')
    if (tag !== null && !found.includes(tag)) found.push(tag)
    else if (tag === null && textOf(node) !== undefined) {
      faults.add(node, {
        code: 'unknown_language',
        message: `${quote(textOf(node) ?? '')} is no language tag.`,
        hint: 'Write one as in BCP 47: en, de, de-AT, pt-BR.',
      })
    }
  }
  const usual = canonicalTag(textOf(single) ?? '')
  const [first = 'en', ...others] = found
  if (single === undefined || usual === null || nodes.length === 0 || usual === first) return [first, ...others]
  if (found.includes(usual)) return [usual, ...found.filter((tag) => tag !== usual)]
  faults.add(single, {
    code: 'unknown_language',
    message: `${quote(usual)} is not among the languages.`,
    hint: 'Add it to `languages`, or remove `language`.',
  })
  return [first, ...others]
}

/** The tag as formatters write it (de-AT); null for a text that is none. */
function canonicalTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null
  } catch {
    return null
  }
}

/** A text in every language of the policy, its nodes by language; a text without languages stands for the only one. */
export function nodesByLanguage(
  node: DocumentNode | undefined,
  languages: Languages,
  faults: FaultList,
): ReadonlyMap<string, DocumentNode> {
  const [first, ...others] = languages
  if (node === undefined) return new Map()
  if (node.kind !== 'map') {
    if (others.length > 0) faults.add(node, missingLanguages(others, languages))
    return new Map([[first, node]])
  }
  const found = new Map<string, DocumentNode>()
  if (isUnquotedPlaceholder(node) && !entriesOf(node).some(([tag]) => languages.includes(tag))) return found
  for (const [tag, entry] of entriesOf(node)) {
    const language = canonicalTag(tag)
    if (language !== null && languages.includes(language)) found.set(language, entry.value)
    else {
      faults.add(keyPlace(node, tag, entry), {
        code: 'unknown_language',
        message: `${quote(tag)} is not among the languages of the policy.`,
        hint: `${declaredNames(languages, '')} Further ones are declared under \`languages\`.`,
      })
    }
  }
  const lacking = languages.filter((language) => !found.has(language))
  if (lacking.length > 0) faults.add(node, missingLanguages(lacking, languages))
  return found
}

function missingLanguages(lacking: readonly string[], languages: Languages): Fault {
  return {
    code: 'missing_language',
    message: `There is no text in ${lacking.join(', ')}.`,
    hint: `Write it in every language: { ${languages.map((language) => `${language}: ...`).join(', ')} }.`,
  }
}

/** Plain texts by language, without placeholders. */
export function readPlainTexts(
  node: DocumentNode | undefined,
  languages: Languages,
  faults: FaultList,
): ReadonlyMap<string, string> {
  const nodes = nodesByLanguage(node, languages, faults)
  return new Map(
    [...nodes].flatMap(([language, one]) => (textOf(one) === undefined ? [] : [[language, textOf(one) ?? '']])),
  )
}
