import type { Erasures } from '../../erasure/erasures.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** Erases personal data; 202 where the background does the rest. */
export function erasureRoutes({ erasures }: { readonly erasures: Erasures }): OperationHandlers<'eraseAccount'> {
  return {
    eraseAccount: async ({ path, body }, { author }) => {
      const erasure = await erasures.erase({ account: path.id, reason: body.reason, author })
      return jsonAnswer<Operations['eraseAccount']['answer']>(erasure.status === 'done' ? 200 : 202, erasure)
    },
  }
}
