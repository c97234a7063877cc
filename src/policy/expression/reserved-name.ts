const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'true', 'false', 'now', 'refund'])

/** Whether formulas read the word as something else, so that no fact or derived value can have it as its name: plain numbers too. */
export function isReservedName(name: string): boolean {
  return words.has(name) || /^\d+(?:\.\d+)?$/.test(name)
}
