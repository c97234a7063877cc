import type { Fault } from './fault-list.ts'

/** Control characters but tab and line ends, and halves of surrogate pairs: YAML, stores and hashes do not agree on them. */
export const unprintable = /[^\P{Cc}\t\n\r\u0085]|[\p{Surrogate}\uFFFE\uFFFF]/u

/** The fault of a text that holds an {@link unprintable} character. */
export const unprintableFault: Fault = {
  code: 'control_character',
  message: 'There is a character here that cannot be printed.',
  hint: 'Remove it: it may be invisible in an editor.',
}
