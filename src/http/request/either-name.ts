import { requestFaults } from './request-fault.ts'

/** The value of a parameter that has two names; given under both it is a Problem invalid_request. */
export function underEitherName(named: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = Object.entries(named).filter(([, value]) => value !== undefined)
  const [first, second] = given
  if (first !== undefined && second !== undefined) {
    throw requestFaults([{ parameter: second[0], message: `is the same as ${first[0]}: give one of them` }])
  }
  return first?.[1]
}
