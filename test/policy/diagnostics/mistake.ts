/** A mistake that writers make: sections of the example policy with a § before the place, the one code told there, and what its message or hint says. */
export type Mistake = readonly [name: string, fragment: string, code: string, remedy: string]
