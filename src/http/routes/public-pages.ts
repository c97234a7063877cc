import { policyPage } from '../../policy/page/policy-page.ts'
import { policySchema } from '../../policy/schema/policy-schema.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import { chooseLanguage } from '../../policy/wording/choose-language.ts'
import { type Answer, textAnswer } from '../answer/answer.ts'
import { pageHeaders } from '../answer/security-headers.ts'
import type { Call, OperationHandlers } from '../operations/operation-handler.ts'

const schemaText = JSON.stringify(policySchema)

/** What customers and editors read: no key is needed. */
export function publicPageRoutes(deps: {
  readonly policies: Policies
  readonly defaultPolicy: string
}): OperationHandlers<'getPolicyPage' | 'getNamedPolicyPage' | 'getPolicyDocumentSchema'> {
  const page = async (name: string, asked: string | undefined, call: Call): Promise<Answer> => {
    const { policy, version } = await deps.policies.newest(name)
    const language = chooseLanguage(policy, asked ?? call.preferredLanguage(policy.languages))
    const headers = { ...pageHeaders, 'Content-Language': language, Vary: 'Accept-Language' }
    return textAnswer(200, { mediaType: 'text/html', text: policyPage(policy, version, language) }, headers)
  }
  return {
    getPolicyPage: ({ query }, call) => page(deps.defaultPolicy, query.language, call),
    getNamedPolicyPage: ({ path, query }, call) => page(path.name, query.language, call),
    getPolicyDocumentSchema: async () =>
      textAnswer(200, { mediaType: 'application/schema+json', text: schemaText }, { 'Cache-Control': 'no-cache' }),
  }
}
