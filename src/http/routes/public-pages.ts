import { policyPage } from '../../policy/page/policy-page.ts'
import { policySchema } from '../../policy/schema/policy-schema.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import { type Answer, textAnswer } from '../answer/answer.ts'
import { pageHeaders } from '../answer/security-headers.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

const schemaText = JSON.stringify(policySchema)

/** What customers and editors read: no key is needed. */
export function publicPageRoutes(deps: {
  readonly policies: Policies
  readonly defaultPolicy: string
}): OperationHandlers<'getPolicyPage' | 'getNamedPolicyPage' | 'getPolicyDocumentSchema'> {
  const page = async (name: string): Promise<Answer> => {
    const { policy, version } = await deps.policies.newest(name)
    return textAnswer(200, { mediaType: 'text/html', text: policyPage(policy, version) }, pageHeaders)
  }
  return {
    getPolicyPage: () => page(deps.defaultPolicy),
    getNamedPolicyPage: ({ path }) => page(path.name),
    getPolicyDocumentSchema: async () =>
      textAnswer(200, { mediaType: 'application/schema+json', text: schemaText }, { 'Cache-Control': 'no-cache' }),
  }
}
