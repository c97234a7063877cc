import type { Events } from '../../events/events.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { underEitherName } from '../request/either-name.ts'

export function eventRoutes({ events }: { readonly events: Events }): OperationHandlers<'listEvents'> {
  return {
    listEvents: async ({ query }, { gone }) => {
      const { after = 0, types = null, account, account_id, limit = 50, wait = 0 } = query
      const asked = {
        after,
        types,
        account: underEitherName({ account, account_id }) ?? null,
        limit,
        wait: wait * 1000,
      }
      return jsonAnswer<Operations['listEvents']['answer']>(200, await events.read(asked, gone))
    },
  }
}
