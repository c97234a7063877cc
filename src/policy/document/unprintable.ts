/** Control characters but tab and line ends, and halves of surrogate pairs: YAML, stores and hashes do not agree on them. */
export const unprintable = /[^\P{Cc}\t\n\r\u0085]|[\p{Surrogate}\uFFFE\uFFFF]/u

export const unprintableFault = {
  code: 'control_character',
  message: 'There is a character here that can not be printed.',
  hint: 'Remove it: it may be invisible in an editor.',
}
