import { compareAnswer } from '../cases/compare-answer.ts'
import type { JudgeCase } from '../cases/run-case.ts'
import { writeCase } from '../document/write-case.ts'
import type { Case } from '../model/case.ts'
import { builtInReasons, type Policy } from '../model/policy.ts'
import type { Mutant } from './mutant.ts'
import { nearbyCases, type SearchEffort } from './nearby-cases.ts'
import { policyMutants } from './policy-mutants.ts'
import { tellApart } from './tell-apart.ts'
import { answerOf, type TrialOrder, trialOrders } from './trial-orders.ts'

/** A mutant that no case notices. */
export interface Survivor {
  readonly part: string
  readonly rule: string | null
  /** Where the rule or the fact stands; null where that is not known. */
  readonly line: number | null
  readonly change: string
  /** A case that would notice it; null where no order was found that it decides otherwise. */
  readonly case: OfferedCase | null
}

/** A case to add to a policy. */
export interface OfferedCase {
  /** The rule to put it beside; null for the `cases` at the end. */
  readonly beside: string | null
  readonly yaml: string
}

/** How many mutants of a part there are, and how many of them a case notices. */
export interface PartStrength {
  readonly part: string
  readonly mutants: number
  readonly killed: number
}

/** How strong the cases of a policy are; plain data. */
export interface CaseStrength {
  readonly mutants: number
  readonly killed: number
  /** Percent of the mutants that are killed, rounded down to a tenth. */
  readonly score: number
  /** In the order of the policy. */
  readonly parts: readonly PartStrength[]
  readonly survivors: readonly Survivor[]
}

/** Plenty for a policy of a hundred cases: some seconds. */
const usualEffort: SearchEffort = { single: 200, several: 40 }

/**
 * Changes a policy in every small way, runs its cases on each mutant and, for each one that none of them notices, looks for
 * an order that would. The same policy always gives the same answer. The cases must hold. `onStep` hears what is next.
 */
export async function mutatePolicy(
  whole: Policy,
  judge: JudgeCase,
  { effort = usualEffort, onStep = () => {} }: MutationOptions = {},
): Promise<CaseStrength> {
  const policy = wordless(whole)
  const compared = { policy, judge }
  const cases = await trialOrders(policy, policy.cases, judge)
  const parts = new Map<string, PartStrength>()
  const survivors: Survivor[] = []
  let orders: readonly TrialOrder[] | null = null
  for (const mutant of policyMutants(policy)) {
    onStep(`the mutant "${mutant.part}: ${mutant.change}"`)
    const killed = await isNoticed(mutant, cases, compared)
    const { mutants, killed: before } = parts.get(mutant.part) ?? { mutants: 0, killed: 0 }
    parts.set(mutant.part, { part: mutant.part, mutants: mutants + 1, killed: before + (killed ? 1 : 0) })
    if (killed) continue
    orders ??= await trialOrders(policy, nearbyCases(policy, effort), judge)
    const { part, rule, change, position } = mutant
    const offered = await tellApart(mutant, orders, compared)
    survivors.push({
      part,
      rule,
      change,
      line: position?.line ?? null,
      case: offered === null ? null : written(offered),
    })
  }
  return { ...totals([...parts.values()]), survivors }
}

function totals(parts: readonly PartStrength[]): Omit<CaseStrength, 'survivors'> {
  const mutants = parts.reduce((total, part) => total + part.mutants, 0)
  const killed = parts.reduce((total, part) => total + part.killed, 0)
  return { mutants, killed, score: mutants === 0 ? 100 : Math.floor((1000 * killed) / mutants) / 10, parts }
}

/** How far is looked for orders, and who hears which mutant is next. */
interface MutationOptions {
  readonly effort?: SearchEffort
  readonly onStep?: (step: string) => void
}

/** Whether a case fails, those beside the mutant's rule first. */
async function isNoticed(
  { policy, rule }: Mutant,
  cases: readonly TrialOrder[],
  compared: { readonly policy: Policy; readonly judge: JudgeCase },
): Promise<boolean> {
  const beside = cases.filter(({ tested }) => tested.rule === rule)
  const others = cases.filter(({ tested }) => tested.rule !== rule)
  for (const order of [...beside, ...others]) {
    const answer = await answerOf(policy, order, compared)
    if (answer === null || compareAnswer(order.tested.expect, answer).length > 0) return true
  }
  return false
}

function written({ name, section, rule, now, facts, history, expect }: Case): OfferedCase {
  const past = Object.entries(history).map(([fact, value]) => [fact.replace(/^history\./u, ''), value])
  const fields = {
    name,
    ...(rule === null && section === 'disputes' ? { section } : {}),
    now,
    facts,
    ...(past.length === 0 ? {} : { history: Object.fromEntries(past) }),
    expect,
  }
  return { beside: rule, yaml: writeCase(fields) }
}

/** The policy without its messages: no case reads them, and to write one takes longer than to decide. */
function wordless(policy: Policy): Policy {
  const message = new Map()
  return {
    ...policy,
    messages: new Map(builtInReasons.map((reason) => [reason, message])),
    refunds: policy.refunds.map((rule) => ({ ...rule, message })),
    defaultRuling: { ...policy.defaultRuling, message },
    disputes: policy.disputes.map((rule) => ({ ...rule, message })),
  }
}
