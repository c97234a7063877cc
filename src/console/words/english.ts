import { common } from './en/common.ts'
import { decisions } from './en/decisions.ts'
import { shell } from './en/shell.ts'

/** Every word of the console in English, a file for each part. Other languages have the same keys. */
export const english = { common, shell, decisions }
