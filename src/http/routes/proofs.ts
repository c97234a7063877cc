import { groupFindings } from '../../policy/analysis/group-findings.ts'
import type { ProvePolicies } from '../../policy/analysis/prove-policies.ts'
import type { Policies } from '../../policy/versions/policies.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** What can be proved of a text, alone or against a published version. */
export function proofRoutes({
  proofs,
  policies,
}: {
  readonly proofs: ProvePolicies
  readonly policies: Pick<Policies, 'version' | 'unpublished'>
}): OperationHandlers<'provePolicy'> {
  return {
    provePolicy: async ({ path, query, body }) => {
      const { text } = await policies.unpublished(path.name, body)
      if (query.against === undefined) {
        const examination = await proofs.examine(text)
        return jsonAnswer<Operations['provePolicy']['answer']>(200, {
          ...examination,
          groups: groupFindings(examination.findings),
          comparison: null,
        })
      }
      const { version } = await policies.version(path.name, query.against)
      const { is_partial, ...comparison } = await proofs.compare(version.text, text)
      const because = is_partial ? comparison.because : null
      return jsonAnswer<Operations['provePolicy']['answer']>(200, {
        findings: [],
        groups: [],
        comparison,
        is_partial,
        because,
      })
    },
  }
}
