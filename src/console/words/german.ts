import { common } from './de/common.ts'
import { decisions } from './de/decisions.ts'
import { shell } from './de/shell.ts'
import type { Words } from './words.ts'

/** Every word of the console in German. */
export const german: Words = { common, shell, decisions }
