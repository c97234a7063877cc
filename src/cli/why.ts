import { Command } from 'commander'
import type { ExplainedDecision } from '../decisions/decisions.ts'
import type { Flip } from '../decisions/flip.ts'
import { Problem } from '../problems/problem.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { tableOf } from './decisions.ts'
import { exitCodes } from './exit-codes.ts'
import { formatExplanation } from './format-explanation.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface WhyOptions extends StoreOptions {
  readonly policy?: string
  readonly part?: string
}

/** Of an order so many decisions are named beside the one that is explained. */
const mostOthers = 20

/** `refund-policy why ORDER|DECISION_ID`: how a stored decision came about. */
export function whyCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('why'))
    .description(
      'explain a stored decision: every condition with the value it saw, the formula with its numbers, what it waited for and what became of it',
    )
    .argument('<order>', 'an order, whose newest decision is explained, or the id of a decision')
    .option('--policy <name>', 'of the order: decisions by this policy')
    .option('--part <id>', 'of the order: decisions about this part')
    .action(async (named: string, options: WhyOptions, command: Command) => {
      await onStore(terminal, options, async (service) => {
        const { decision, others } = await explained(service, named, options)
        const flips = await flipsOf(service, decision)
        const text = (): string =>
          `${formatExplanation({ ...decision, flips }, terminal.color.print)}${others.length === 0 ? '' : `\nother decisions about the order\n${tableOf(others)}`}`
        await terminal.print(wantsJson(command) ? jsonDocument({ decision, flips, others }) : text())
      })
      context.finish(exitCodes.ok)
    })
}

interface Explained {
  readonly decision: ExplainedDecision
  /** Of the same order, newest first. */
  readonly others: Awaited<ReturnType<Service['decisions']['list']>>['items']
}

const decisionId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** An order may be called as a decision is: a decision with that id counts before. */
async function explained({ decisions }: Service, named: string, { policy, part }: WhyOptions): Promise<Explained> {
  const include = { facts: true, trace: true }
  if (decisionId.test(named)) {
    const decision = await decisions.find(named, include).catch(orNull)
    if (decision !== null) return { decision, others: [] }
  }
  const filter = { order: named, ...(policy === undefined ? {} : { policy }), ...(part === undefined ? {} : { part }) }
  const { items } = await decisions.list(filter, { limit: mostOthers + 1, cursor: null })
  const [newest, ...others] = items
  if (newest === undefined)
    throw new Problem('decision_not_found', `No decision has the id ${named}, and none is about such an order.`)
  return { decision: await decisions.find(newest.id, include), others }
}

/** What would have to be otherwise for a refund: of a denial whose personal data is there. */
async function flipsOf({ decisions }: Service, { id, outcome, trace }: ExplainedDecision): Promise<readonly Flip[]> {
  return outcome === 'deny' && trace ? (await decisions.flips(id, null)).flips : []
}

function orNull(error: unknown): null {
  if (error instanceof Problem && error.code === 'decision_not_found') return null
  throw error
}
