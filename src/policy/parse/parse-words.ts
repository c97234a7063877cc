import type { DocumentNode } from '../document/document-node.ts'
import type { Template, Words } from '../model/template.ts'
import { type Languages, nodesByLanguage } from './parse-languages.ts'
import { parseTemplate } from './parse-template.ts'
import type { PlaceholderScope } from './placeholder.ts'

/** What texts may name where they stand, and in which languages they are. */
export interface WordsScope extends Omit<PlaceholderScope, 'language'> {
  readonly languages: Languages
}

/** Parses a text in every language of the policy; what has a fault, or is not there, is empty. */
export function parseWords(node: DocumentNode | undefined, scope: WordsScope): Words {
  const found = new Map<string, Template>()
  for (const [language, text] of nodesByLanguage(node, scope.languages, scope.faults)) {
    found.set(language, parseTemplate(text, { ...scope, language }) ?? [])
  }
  return found
}
