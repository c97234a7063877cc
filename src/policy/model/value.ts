import type { Rational } from '../../money/rational.ts'

/** The types a fact may be declared with. */
export const factTypes = ['string', 'enum', 'integer', 'decimal', 'boolean', 'timestamp', 'date'] as const
export type FactType = (typeof factTypes)[number]

/**
 * A known value at run time: `integer` and `decimal` are exact rationals, `string` and `enum` text,
 * `timestamp` milliseconds since the epoch (a number), `date` text `YYYY-MM-DD`.
 */
export type Value = Rational | string | boolean | number

/** The known facts of one evaluation by dotted name, defaults applied; a declared fact that is not here is unknown. */
export type FactValues = ReadonlyMap<string, Value>

/**
 * What a condition or formula is when facts that matter are absent, or when its calculation failed.
 * `facts` names the input facts (never derived ones) whose absence matters; `fault` says that a
 * calculation fault is among the causes, and describes the first.
 */
export class Unknown {
  readonly facts: ReadonlySet<string>
  readonly fault: string | null

  constructor(facts: ReadonlySet<string>, fault: string | null = null) {
    this.facts = facts
    this.fault = fault
  }

  static of(fact: string): Unknown {
    return new Unknown(new Set([fact]))
  }

  static fault(description: string): Unknown {
    return new Unknown(new Set(), description)
  }

  /** Unknown for the reasons of both. */
  and(other: Unknown): Unknown {
    return new Unknown(new Set([...this.facts, ...other.facts]), this.fault ?? other.fault)
  }
}

export type Evaluated = Value | Unknown
/** Three-valued truth. */
export type Truth = boolean | Unknown
