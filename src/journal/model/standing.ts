import { type Contribution, type Standing, standings } from './state.ts'

/** The worse of two standings. */
export function worseOf(left: Standing, right: Standing): Standing {
  return isWorse(left, right) ? left : right
}

/** Whether the first is worse than the second. */
export function isWorse(left: Standing, right: Standing): boolean {
  return standings.indexOf(left) > standings.indexOf(right)
}

/** What a dispute contributes now. */
export function contributed({ ruled, ended, lifted_to }: Contribution): Standing {
  const standing = ended ?? ruled
  return lifted_to !== null && isWorse(standing, lifted_to) ? lifted_to : standing
}

/** The worst of all contributions. */
export function standingOf(contributions: Readonly<Record<string, Contribution>>): Standing {
  return Object.values(contributions).map(contributed).reduce(worseOf, 'good')
}
