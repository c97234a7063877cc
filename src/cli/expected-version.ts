import type { Command } from 'commander'
import { Problem } from '../problems/problem.ts'
import { CommandFault } from './command-fault.ts'
import { readAuthor } from './read-author.ts'

/** What a command that publishes is told of the version that is newest. */
export interface ExpectOptions {
  readonly expect?: string
  readonly replace?: boolean
}

/** Adds --expect and --replace, of which one is needed. */
export function withExpectOptions(command: Command): Command {
  return command
    .option('--expect <version>', 'the newest version as you know it (the one that was edited); new for a new policy')
    .option('--replace', 'whatever is newest: for pipelines that own the policy')
}

/** What a command is told of a text that it publishes, beside the version that is newest. */
export interface PublishingOptions extends ExpectOptions {
  readonly acceptBreaking?: boolean
  readonly reason?: string
  readonly author: string
}

/** Adds {@link withExpectOptions}, --accept-breaking, --reason and --author. */
export function withPublishingOptions(command: Command): Command {
  return withExpectOptions(command)
    .option('--accept-breaking', 'also where callers that send or omit a fact will get 422 that did not before')
    .option('--reason <text>', 'why, for the record')
    .option('--author <name>', 'who, for the record', readAuthor, 'command-line')
}

/** What the options say; a Problem version_required where they say nothing, as over HTTP, a CommandFault where they say two things. */
export function expectedVersion({ expect, replace = false }: ExpectOptions): number | 'absent' | 'any' {
  if (replace && expect === undefined) return 'any'
  if (!replace && expect === 'new') return 'absent'
  if (!replace && expect !== undefined && /^[1-9][0-9]{0,8}$/u.test(expect)) return Number(expect)
  if (!replace && expect === undefined) {
    throw new Problem(
      'version_required',
      'Say which version was edited: --expect N; --replace for a pipeline that owns the policy.',
    )
  }
  throw new CommandFault(
    'give one of --expect N, the version that was edited (--expect new for a new policy), ' +
      'and --replace, for a pipeline that owns the policy',
  )
}

/** The same for a policy that has to be there. */
export function expectedExisting(options: ExpectOptions): number | 'any' {
  const expected = expectedVersion(options)
  if (expected !== 'absent') return expected
  throw new CommandFault('--expect new is for publish: a new policy has no version yet')
}

/** A version's number; a CommandFault for anything else. */
export function versionNumber(text: string): number {
  if (/^[1-9][0-9]{0,8}$/u.test(text)) return Number(text)
  throw new CommandFault(`${text} is no version: give its number (1, 2, ...)`)
}
