import type { JudgedOrder } from './judged-order.ts'

/** The rule that decided, the default by its name; null where none could. */
export function decidedRule({ ruling, dispute }: JudgedOrder, defaultRule: string): string | null {
  if (ruling === null) return dispute?.rule ?? null
  if (ruling.builtIn === 'missing_fact' || ruling.builtIn === 'calculation_fault') return null
  return ruling.rule ?? defaultRule
}
