import { Command } from 'commander'
import type { ApprovalsState } from '../audit/approvals.ts'
import { Problem } from '../problems/problem.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { readAuthor } from './read-author.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface SwitchOptions extends StoreOptions {
  readonly reason: string
  readonly author: string
}

/** `refund-policy approvals pause|resume|status`: the stop switch. */
export function approvalsCommand(context: CommandContext): Command {
  return new Command('approvals')
    .description('pause and resume approvals: while paused, what would pay waits for a person')
    .addCommand(switchCommand(context, 'pause', 'from the next decision on, what would pay waits for a person'))
    .addCommand(switchCommand(context, 'resume', 'end the pause'))
    .addCommand(statusCommand(context))
}

function switchCommand(context: CommandContext, name: 'pause' | 'resume', description: string): Command {
  return withStoreOptions(new Command(name))
    .description(description)
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option('--author <name>', 'who, for the audit log', readAuthor, 'command-line')
    .action(async ({ reason, author, ...options }: SwitchOptions, command: Command) => {
      await onStore(context.terminal, options, async ({ audit }) => {
        if (reason.trim() === '') throw new Problem('invalid_request', 'The reason has to say something.')
        if (!(await audit[name]({ author, reason }))) {
          const state = name === 'pause' ? 'paused' : 'not paused'
          throw new Problem('approvals_unchanged', `Approvals are ${state} already; nothing was changed.`)
        }
        await show(context, command, audit)
      })
      context.finish(exitCodes.ok)
    })
}

function statusCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('status'))
    .description('say whether approvals are paused, since when, by whom and why')
    .action(async (options: StoreOptions, command: Command) => {
      await onStore(context.terminal, options, ({ audit }) => show(context, command, audit))
      context.finish(exitCodes.ok)
    })
}

async function show({ terminal }: CommandContext, command: Command, audit: Service['audit']): Promise<void> {
  const state = await audit.approvals()
  await terminal.print(wantsJson(command) ? jsonDocument(state) : `${sentence(state)}\n`)
}

function sentence({ paused, since, by, reason }: ApprovalsState): string {
  const state = paused ? 'approvals are paused' : 'approvals are not paused'
  return since === null ? state : `${state} since ${since}, by ${by}: ${reason}`
}
