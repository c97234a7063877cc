const pattern = /^condition\((.+)\)$/

/** The derived value, unnamed in the policy, that has the truth of a named condition. */
export function referenceTo(condition: string): string {
  return `condition(${condition})`
}

/** The condition whose truth a derived value has, by its name; null for any other. */
export function conditionReferredTo(derived: string): string | null {
  return pattern.exec(derived)?.[1] ?? null
}
