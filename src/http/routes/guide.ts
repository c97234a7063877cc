import { diagnosticPages } from '../../policy/diagnostics/diagnostic-pages.ts'
import { exampleText } from '../../policy/diagnostics/example-policy.ts'
import { functionNotes } from '../../policy/expression/function-notes.ts'
import { policyPage } from '../../policy/page/policy-page.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import { chooseLanguage } from '../../policy/wording/choose-language.ts'
import { Problem } from '../../problems/problem.ts'
import { jsonAnswer, textAnswer } from '../answer/answer.ts'
import { pageHeaders } from '../answer/security-headers.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

const functions = Object.entries(functionNotes).map(([name, note]) => ({ name, ...note }))
const faultPages = new Map(diagnosticPages.flatMap(({ pages }) => pages))
const unpublishedHeaders = { ...pageHeaders, 'Cache-Control': 'no-store' }

/** What is shown to whoever writes a policy: its page as it would be, functions of formulas, and what a fault means. */
export function guideRoutes({
  policies,
}: {
  readonly policies: Pick<Policies, 'worded'>
}): OperationHandlers<'previewPolicyPage' | 'listFunctions' | 'getFaultPage'> {
  return {
    previewPolicyPage: async ({ path, query, body }, call) => {
      const { version, policy } = await policies.worded(path.name, body)
      const language = chooseLanguage(policy, query.language ?? call.preferredLanguage(policy.languages))
      const text = policyPage({ version, policy, until: null, before: null }, language, { base: '', asked: null })
      return textAnswer(200, { mediaType: 'text/html', text }, { ...unpublishedHeaders, 'Content-Language': language })
    },
    listFunctions: async () => jsonAnswer<Operations['listFunctions']['answer']>(200, { items: functions }),
    getFaultPage: async ({ path: { code } }) => {
      const page = faultPages.get(code)
      if (page === undefined) throw new Problem('not_found', `There is no fault with the code ${code}.`)
      return jsonAnswer<Operations['getFaultPage']['answer']>(200, {
        code,
        means: page.means,
        mend: page.mend,
        wrong: page.wrong === null ? null : wrongText(page.wrong),
        right: page.right === null ? null : exampleText(page.right).text,
      })
    },
  }
}

function wrongText(fragment: string): NonNullable<Operations['getFaultPage']['answer']['wrong']> {
  const { text, place } = exampleText(fragment)
  return { text, line: place?.line ?? null, column: place?.column ?? null }
}
