import type { JudgeStrength } from '../../decisions/judge-strength.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** How strong the cases of a text are. */
export function mutationRoutes({
  judgeStrength,
}: {
  readonly judgeStrength: JudgeStrength
}): OperationHandlers<'mutatePolicy'> {
  return {
    mutatePolicy: async ({ path, body }) => {
      const check = await judgeStrength({ name: path.name, text: body })
      return jsonAnswer<Operations['mutatePolicy']['answer']>(200, check)
    },
  }
}
