import type { Verdict } from './goals.mjs'

export function markdownOf(results: object, verdicts: readonly Verdict[]): string
