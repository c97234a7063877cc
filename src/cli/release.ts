import { Command } from 'commander'
import type { KnownRelease } from '../drafts/drafts.ts'
import type { PublishGate } from '../drafts/release-settings.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { readAuthor } from './read-author.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface ReleaseOptions extends StoreOptions {
  readonly policy?: string
}

interface SetOptions extends ReleaseOptions {
  readonly expect: string
  readonly fourEyes: string
  readonly author: string
  readonly requireCases?: boolean
  readonly requireProofs?: boolean
  readonly maxFlipShare?: string
  readonly maxExtraCredit?: readonly string[]
}

/** `refund-policy release show|set`: how the texts of a policy are released. */
export function releaseCommand(context: CommandContext): Command {
  return new Command('release')
    .description('show and set how the texts of a policy are released: four eyes, and the publish gate')
    .addCommand(showCommand(context))
    .addCommand(setCommand(context))
}

function showCommand(context: CommandContext): Command {
  return withPolicy(new Command('show'))
    .description('show whether four eyes are set, and the limits of the gate')
    .action(async (options: ReleaseOptions, command: Command) => {
      await onStore(context.terminal, options, async ({ drafts }, defaultPolicy) => {
        await show(context, command, await drafts.release(options.policy ?? defaultPolicy))
      })
      context.finish(exitCodes.ok)
    })
}

function setCommand(context: CommandContext): Command {
  return withPolicy(new Command('set'))
    .description('set all of it; a limit that is left out is none')
    .requiredOption('--expect <revision>', 'the revision of the settings as you know them, 0 where nothing was set')
    .requiredOption('--four-eyes <on|off>', 'whether a version needs a draft that a second person approved')
    .option('--require-cases', 'every rule has a case')
    .option('--require-proofs', 'nothing is proved of the text that is an error')
    .option('--max-flip-share <share>', 'from 0 to 1: how many decisions may come out otherwise')
    .option('--max-extra-credit <currency=amount...>', 'what may be credited more on a day: USD=100.00')
    .option('--author <name>', 'who, for the record', readAuthor, 'command-line')
    .action(async (options: SetOptions, command: Command) => {
      const { expect, fourEyes, author, policy } = options
      if (!/^(?:0|[1-9][0-9]{0,8})$/u.test(expect)) throw new CommandFault(`${expect} is no revision`)
      if (fourEyes !== 'on' && fourEyes !== 'off') throw new CommandFault('--four-eyes is on or off')
      const rules = { four_eyes: fourEyes === 'on', publish_gate: gateOf(options) }
      const by = { name: author, key_id: null }
      await onStore(context.terminal, options, async ({ drafts }, defaultPolicy) => {
        const change = { policy: policy ?? defaultPolicy, rules, revision: Number(expect), by }
        await show(context, command, await drafts.changeRelease(change))
      })
      context.finish(exitCodes.ok)
    })
}

function gateOf({ requireCases, requireProofs, maxFlipShare, maxExtraCredit }: SetOptions): PublishGate {
  const amounts = maxExtraCredit?.map((text) => {
    const [, currency, amount] = /^([A-Z0-9]{3,10})=([0-9]{1,24}(?:\.[0-9]{1,24})?)$/u.exec(text) ?? []
    if (currency === undefined || amount === undefined) throw new CommandFault(`${text} is no CURRENCY=AMOUNT`)
    return [currency, amount] as const
  })
  if (maxFlipShare !== undefined && !/^(?:0(?:\.[0-9]{1,9})?|1(?:\.0{1,9})?)$/u.test(maxFlipShare)) {
    throw new CommandFault(`${maxFlipShare} is no share from 0 to 1`)
  }
  return {
    ...(amounts === undefined ? {} : { max_extra_credit_per_day: Object.fromEntries(amounts) }),
    ...(maxFlipShare === undefined ? {} : { max_flip_share: maxFlipShare }),
    ...(requireCases === undefined ? {} : { require_cases: requireCases }),
    ...(requireProofs === undefined ? {} : { require_proofs: requireProofs }),
  }
}

function withPolicy(command: Command): Command {
  return withStoreOptions(command).option('--policy <name>', 'the policy (default: the setting default_policy)')
}

async function show({ terminal }: CommandContext, command: Command, release: KnownRelease): Promise<void> {
  if (wantsJson(command)) {
    await terminal.print(jsonDocument(release))
    return
  }
  const { policy, revision, four_eyes: isOn, publish_gate: gate, set_by: by, set_at: at } = release
  const limits = Object.entries(gate).map(([limit, value]) => `${limit}: ${JSON.stringify(value)}`)
  const lines = [
    `${policy}: ${isOn ? 'four eyes are set' : 'whoever may publish does so alone'} (revision ${revision})`,
    ...(limits.length === 0 ? ['no publish gate'] : limits),
    ...(by === null ? [] : [`set by ${by} at ${at}`]),
  ]
  await terminal.print(`${lines.join('\n')}\n`)
}
