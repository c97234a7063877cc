import { Command } from 'commander'
import { compareTexts, type NamedText } from '../policy/difference/compare-texts.ts'
import type { CommandContext } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { readInput } from './read-input.ts'
import { showDifference } from './show-difference.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

const ofStore = /^([a-z0-9][a-z0-9_-]{0,63})@([1-9][0-9]{0,8})$/u

/** `refund-policy diff A B`: what the second text changes of the first; each is a file, or NAME@VERSION of the store. */
export function diffCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('diff'))
    .description('show what one policy text changes of another, in the terms of the policy and line by line')
    .argument('<from>', 'a policy text (YAML), - for standard input, or NAME@VERSION of the store')
    .argument('<to>', 'the same')
    .action(async (from: string, to: string, options: StoreOptions, command: Command) => {
      const base = await textOf(context, from, options)
      const mine = await textOf(context, to, options)
      await showDifference(context, command, compareTexts({ base, mine, theirs: null }))
      context.finish(exitCodes.ok)
    })
}

async function textOf({ terminal }: CommandContext, name: string, options: StoreOptions): Promise<NamedText> {
  const [, policy, version] = ofStore.exec(name) ?? []
  if (policy === undefined) return { name, text: await readInput(terminal, name) }
  let text = ''
  await onStore(terminal, options, async ({ policies }) => {
    text = (await policies.version(policy, Number(version))).version.text
  })
  return { name, text }
}
