import type { Command } from 'commander'
import type { TextComparison, TextDifference } from '../policy/difference/compare-texts.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'

/** Tells what one text, or two sides, made of a base: in the terms of the policy, then line by line. */
export async function showDifference(
  { terminal }: CommandContext,
  command: Command,
  comparison: TextComparison,
): Promise<void> {
  const { mine, theirs, merged } = comparison
  if (wantsJson(command)) {
    await terminal.print(jsonDocument(comparison))
    return
  }
  await terminal.print(textOf(mine))
  if (theirs === null) return
  await terminal.print(`\nPublished since it was made:\n${textOf(theirs)}`)
  if (merged === null) return
  const conflicts = merged.has_conflicts ? 'some lines were changed on both sides' : 'they do not touch each other'
  await terminal.print(`\nBoth in one text, ${conflicts}:\n${merged.text}`)
}

function textOf({ changes, unified }: TextDifference): string {
  const told =
    changes === null
      ? ['one of the texts has errors: what it changes cannot be told in the terms of the policy']
      : changes.length === 0
        ? ['nothing changes in the terms of the policy']
        : changes.map(({ message }) => message)
  const lines = unified ?? 'The texts have too little in common to be compared line by line.\n'
  return `${told.join('\n')}\n${lines === '' ? '' : `\n${lines}`}`
}
