import type { CurrencyImpact, Impact } from '../decisions/impact.ts'
import type { GateCheck, GateFault } from '../drafts/gate-check.ts'
import { Rational } from '../money/rational.ts'
import type { ReleaseCandidate } from '../policy/versions/release-guard.ts'
import { unpublishedVersion } from '../policy/versions/unpublished-version.ts'
import { millisecondsPerDay } from '../time/civil-day.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import type { Impacts } from './impacts.ts'

interface GateOfImpactDeps {
  readonly impacts: Impacts
  readonly clock: Clock
  /** Aborted when the service begins to stop. */
  readonly stop: AbortSignal
}

/** Decisions of so many days are decided again. */
const days = 30

/**
 * `max_extra_credit_per_day` and `max_flip_share`, by what the text would have made of the decisions of the last 30 days.
 * Decisions on which it cannot decide are a fault of either: then nobody knows.
 */
export function gateOfImpact(deps: GateOfImpactDeps): readonly GateCheck[] {
  const measured = createMeasure(deps)
  return [
    {
      limit: 'max_extra_credit_per_day',
      isQuick: false,
      faultsOf: async (candidate, { max_extra_credit_per_day: allowed = {} }) => {
        const impact = await measured(candidate)
        const faults = Object.entries(allowed).flatMap(([currency, most]) => extraFault(impact.credits, currency, most))
        return [...faults, ...undecided(impact, 'max_extra_credit_per_day')]
      },
    },
    {
      limit: 'max_flip_share',
      isQuick: false,
      faultsOf: async (candidate, { max_flip_share: allowed = '1' }) => {
        const impact = await measured(candidate)
        const again = impact.unchanged + impact.reworded + impact.flips
        const most = Rational.of(allowed).times(Rational.ofInteger(again))
        const isOver = Rational.ofInteger(impact.flips).compare(most) > 0
        const found = `${impact.flips} of ${again} decisions of the last ${days} days would flip`
        const over = isOver ? [{ limit: 'max_flip_share', allowed: `a share of ${allowed}`, found } as const] : []
        return [...over, ...undecided(impact, 'max_flip_share')]
      },
    },
  ]
}

/** Both limits are asked one after the other: what was measured last is kept while it is the same text over the same version. */
function createMeasure({ impacts, clock, stop }: GateOfImpactDeps): (candidate: ReleaseCandidate) => Promise<Impact> {
  let last: { readonly candidate: ReleaseCandidate; readonly impact: Promise<Impact> } | null = null
  return (candidate) => {
    if (last?.candidate === candidate) return last.impact
    const { policy, text } = candidate
    const request = {
      policy,
      by: unpublishedVersion(policy, text, clock),
      only: { account: null, sample: null },
      top: 1,
      from: formatInstant(clock.now() - days * millisecondsPerDay),
    }
    const impact = impacts.measure(request, { stop, onProgress: () => undefined })
    last = { candidate, impact }
    return impact
  }
}

function extraFault(credits: readonly CurrencyImpact[], currency: string, most: string): readonly GateFault[] {
  const extra = credits.find((credit) => credit.currency === currency)?.extra_per_day ?? '0'
  if (Rational.of(extra).compare(Rational.of(most)) <= 0) return []
  const found = `${extra} ${currency} a day more would have been credited in the last ${days} days`
  return [{ limit: 'max_extra_credit_per_day', allowed: `${most} ${currency}`, found }]
}

function undecided({ not_replayed: { problems } }: Impact, limit: GateFault['limit']): readonly GateFault[] {
  const count = Object.values(problems).reduce((sum, one) => sum + one, 0)
  if (count === 0) return []
  const found = `${count} decisions of the last ${days} days cannot be decided again by the text`
  return [{ limit, allowed: 'what can be measured', found }]
}
