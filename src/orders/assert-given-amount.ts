import { minorUnit } from '../money/currencies.ts'
import type { Rational } from '../money/rational.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'

/** The policies that know the decimals of currencies. */
export type DecimalsPolicies = Pick<Policies, 'newest' | 'list'>

/** An amount that a person gives. */
export interface GivenAmount {
  readonly value: Rational
  readonly currency: string
  /** The policy of the order that it is for; null where it is for none. */
  readonly policy: string | null
}

/**
 * Refuses an unknown currency, and more decimals than it has: Problem invalid_request that names them.
 * The decimals are the policy's; without one the most that an active policy declares, else ISO 4217's.
 */
export async function assertGivenAmount(policies: DecimalsPolicies, given: GivenAmount): Promise<void> {
  const { value, currency, policy } = given
  const scale = policy === null ? await widestScale(policies, currency) : await scaleIn(policies, policy, currency)
  if (scale === undefined) throw new Problem('invalid_request', `The currency ${currency} is not known.`)
  if (value.round(scale, 'down').equals(value)) return
  throw new Problem('invalid_request', `${currency} has ${scale} decimals, which ${value.toDecimal()} exceeds.`, {
    extensions: { decimals: scale },
  })
}

async function scaleIn(
  policies: Pick<Policies, 'newest'>,
  name: string,
  currency: string,
): Promise<number | undefined> {
  return currencyScale((await policies.newest(name)).policy, currency)
}

async function widestScale(policies: DecimalsPolicies, currency: string): Promise<number | undefined> {
  const names = (await policies.list()).map(({ name }) => name)
  const active = await Promise.all(names.map((name) => policies.newest(name)))
  const declared = active.map(({ policy }) => policy.money.scale.get(currency)).filter((scale) => scale !== undefined)
  return declared.length > 0 ? Math.max(...declared) : minorUnit(currency)
}
