import { createReplayer } from '../decisions/replay-task.ts'
import { textsOf } from './block-texts.ts'

/** Does a replay task in the thread that runs this file. */
export const run = createReplayer(textsOf)
