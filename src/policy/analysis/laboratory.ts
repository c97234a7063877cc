import type { Policy } from '../model/policy.ts'
import { type ExampleConstraints, exampleConstraints } from './example-constraints.ts'
import { createFactVariables, type FactVariable } from './fact-variables.ts'
import { historyRelations } from './history-relations.ts'
import { createScript, type SmtScript } from './smt-script.ts'
import { and, intTerm } from './smt-term.ts'
import { type Effort, openSolver, type RunSmt, type SolverSession } from './solver.ts'
import { createTextCodes, type TextCodes } from './text-codes.ts'
import { namedCurrencies } from './translate-money.ts'
import { type SectionTerms, translateSection } from './translate-rules.ts'
import type { ExampleHints, Translation } from './translation.ts'

type Section = 'refunds' | 'disputes'

/** One section of one or two policies in the solver, ready to be asked. */
export interface Laboratory {
  readonly section: Section
  readonly script: SmtScript
  /** In the order of the policies. */
  readonly terms: readonly SectionTerms[]
  readonly variables: readonly FactVariable[]
  readonly now: string
  readonly texts: TextCodes
  readonly hints: ExampleHints
  readonly constraints: ExampleConstraints
  readonly solver: SolverSession
}

/** What an analysis is run with. */
export interface AnalysisDeps {
  readonly run: RunSmt
  readonly effort: Effort
}

/** What beside the policies has to be translated before the first question is asked. */
export interface LaboratoryPlan<Questions> {
  readonly policies: readonly Policy[]
  readonly section: Section
  readonly prepare: (terms: readonly SectionTerms[]) => Questions
}

/** Decisions are taken from the year 2000 on. */
const clock = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2200, 0, 1) }

/** Translates the section, and begins a session with it. */
export async function openLaboratory<Questions>(
  { policies, section, prepare }: LaboratoryPlan<Questions>,
  { run, effort }: AnalysisDeps,
): Promise<Laboratory & { readonly questions: Questions }> {
  const script = createScript()
  const texts = createTextCodes()
  for (const currency of policies.flatMap(namedCurrencies)) texts.codeOf(currency)
  const variables = createFactVariables({ script, texts, policies, section })
  for (const { term } of historyRelations(variables.values())) script.assert(term)
  const now = script.declare('Int', 'now')
  script.assert(and(`(>= ${now} ${intTerm(clock.from)})`, `(< ${now} ${intTerm(clock.to)})`))
  const hints: ExampleHints = { opaques: [], round: [], usual: [] }
  const terms = policies.map((policy) => {
    const translation: Translation = {
      policy,
      policies,
      section,
      script,
      texts,
      variables,
      now,
      hints,
      formulas: new Map(),
    }
    return translateSection(translation)
  })
  const questions = prepare(terms)
  const list = [...variables.values()]
  for (const { kind, name } of list) {
    if (kind === 'text') script.assert(`(< ${name} ${texts.all().length})`)
  }
  const constraints = exampleConstraints({ script, variables: list, now, hints, texts })
  const solver = await openSolver(run, script, effort)
  return { section, script, terms, variables: list, now, texts, hints, constraints, solver, questions }
}
