import { actionPages } from './action-pages.ts'
import type { DiagnosticPage } from './diagnostic-page.ts'
import { factPages } from './fact-pages.ts'
import { formPages } from './form-pages.ts'
import { formulaPages } from './formula-pages.ts'
import { rulePages } from './rule-pages.ts'
import { tablePages } from './table-pages.ts'
import { warningPages } from './warning-pages.ts'
import { wordPages } from './word-pages.ts'
import { yamlPages } from './yaml-pages.ts'

const groups = {
  'The text': yamlPages,
  'The form': formPages,
  'Facts and history': factPages,
  Formulas: formulaPages,
  Tables: tablePages,
  'Conditions, rules and texts': rulePages,
  'Constants and languages': wordPages,
  'Actions and cases': actionPages,
  Warnings: warningPages,
} as const

type Group = (typeof groups)[keyof typeof groups]

/** Every kind of fault of a policy text. A fault with a code that has no page does not compile. */
export type DiagnosticCode = { [Key in keyof typeof groups]: keyof (typeof groups)[Key] }[keyof typeof groups]

/** All pages, in the groups and the order in which they are read. */
export const diagnosticPages: readonly {
  readonly title: string
  readonly pages: readonly (readonly [code: string, page: DiagnosticPage])[]
}[] = Object.entries(groups).map(([title, pages]: [string, Group]) => ({ title, pages: Object.entries(pages) }))
