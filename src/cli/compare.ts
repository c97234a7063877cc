import { Command } from 'commander'
import type { ComparedBy, ComparedItem, CompareQuestion, Comparison } from '../decisions/comparison.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { versionNumber } from './expected-version.ts'
import { formatTable } from './format-table.ts'
import { parseJsonFile } from './parse-json-file.ts'
import { readInput } from './read-input.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface CompareOptions extends StoreOptions {
  readonly policy?: string
  readonly facts?: string
  readonly decision?: string
  readonly draft?: string
  readonly text?: string
}

/** `refund-policy compare`: what versions, a draft or a text make of the same facts or of a stored decision's; stores nothing. */
export function compareCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('compare'))
    .description('rule on the same facts by several versions and say what differs')
    .argument('[versions...]', 'numbers, active, or at_purchase: the version in force when it was bought')
    .option('--facts <file>', 'the facts, - for standard input')
    .option('--decision <id>', 'a stored decision in place of facts, in the circumstances of then')
    .option('--draft <id>', 'by this draft of the policy, too')
    .option('--text <file>', 'by this policy text, too, - for standard input')
    .option('--policy <name>', 'the policy (default: the setting default_policy)')
    .action(async (versions: readonly string[], options: CompareOptions, command: Command) => {
      const texts = options.text === undefined ? [] : [await readInput(terminal, options.text)]
      const by = [
        ...versions.map(readVersion),
        ...(options.draft === undefined ? [] : [{ kind: 'draft', id: options.draft } as const]),
        ...texts.map((text) => ({ kind: 'text', text }) as const),
      ]
      if (by.length === 0) throw new CommandFault('name versions, or give --draft or --text')
      await onStore(terminal, options, async ({ decisions }, defaultPolicy) => {
        const about = await readAbout(terminal, options, defaultPolicy)
        const comparison = await decisions.compare({ about, by })
        await terminal.print(wantsJson(command) ? jsonDocument(comparison) : formatComparison(comparison))
      })
      context.finish(exitCodes.ok)
    })
}

function readVersion(word: string): ComparedBy {
  return word === 'active' || word === 'at_purchase'
    ? { kind: word }
    : { kind: 'version', version: versionNumber(word) }
}

async function readAbout(
  terminal: Terminal,
  { facts, decision, policy }: CompareOptions,
  defaultPolicy: string,
): Promise<CompareQuestion['about']> {
  if (decision !== undefined && facts === undefined && policy === undefined) return { decision }
  if (decision !== undefined || facts === undefined) {
    throw new CommandFault('give either --facts, with --policy where it is not the usual one, or --decision')
  }
  return { policy: policy ?? defaultPolicy, facts: parseJsonFile(facts, await readInput(terminal, facts)) }
}

function formatComparison({ items }: Comparison): string {
  return formatTable([
    ['by', 'outcome', 'rule', 'refund', 'message', 'differs in'],
    ...items.map((item) => [nameOf(item), ...rulingOf(item), item.differs.join(', ')]),
  ])
}

function nameOf({ by, version }: ComparedItem): string {
  if (version === null) return by
  return by === 'version' ? `version ${version}` : `${by} (version ${version})`
}

function rulingOf({ ruling, problem }: ComparedItem): readonly string[] {
  if (ruling === null) return ['refused', problem?.code ?? '', '', problem?.detail ?? '']
  const { outcome, label, rule, reason_code, refund, message } = ruling
  const amount = refund === null ? '' : `${refund.amount} ${refund.currency}`
  return [label ?? outcome, rule ?? reason_code, amount, message]
}
