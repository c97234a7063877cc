export interface Verdict {
  readonly what: string
  readonly bound: string
  readonly figure: string
  readonly met: boolean | null
}
export function verdictsOf(results: object): readonly Verdict[]
