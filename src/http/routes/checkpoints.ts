import type { Checkpoints } from '../../checkpoints/open-checkpoints.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

/** The newest checkpoint, beside the store. */
export function checkpointRoutes({
  checkpoints,
}: {
  readonly checkpoints: Pick<Checkpoints, 'compare'>
}): OperationHandlers<'getLatestCheckpoint'> {
  return {
    getLatestCheckpoint: async () =>
      jsonAnswer<Operations['getLatestCheckpoint']['answer']>(200, await checkpoints.compare()),
  }
}
