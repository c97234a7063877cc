import { Command } from 'commander'
import type { DraftView, OnDraft } from '../drafts/drafts.ts'
import type { Service } from '../service.ts'
import { givenInstant } from '../time/given-instant.ts'
import { parseInstant } from '../time/instant.ts'
import type { CommandContext } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { versionNumber } from './expected-version.ts'
import { readAuthor } from './read-author.ts'
import { readInput } from './read-input.ts'
import { oneFile } from './read-policy.ts'
import { showDifference } from './show-difference.ts'
import { showDraft, showDrafts } from './show-draft.ts'
import { showFaults, showPublished } from './show-published.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface DraftOptions extends StoreOptions {
  readonly policy?: string
  readonly author: string
  readonly expect?: string
  readonly reason?: string
  readonly from?: string
  readonly base?: string
  readonly file?: string
  readonly retires?: boolean
  readonly sha256?: string
  readonly note?: string
  readonly overGate?: boolean
  readonly acceptBreaking?: boolean
  readonly state?: 'open' | 'published' | 'discarded'
}

interface Work {
  readonly service: Service
  readonly on: OnDraft
  readonly options: DraftOptions
  readonly command: Command
}

/** `refund-policy draft ...`: texts on their way to become versions. */
export function draftCommand(context: CommandContext): Command {
  return new Command('draft')
    .description('make, write, approve and publish drafts of a policy')
    .addCommand(newCommand(context))
    .addCommand(listCommand(context))
    .addCommand(
      one(
        context,
        'show <id>',
        'show a draft: its text, what was found in it, and what keeps it back',
        ({ service, on }) => service.drafts.show(on),
      ),
    )
    .addCommand(editCommand(context))
    .addCommand(
      one(context, 'comment <id> <text>', 'say something about a draft', ({ service, on }, text) =>
        service.drafts.comment(on, text),
      ),
    )
    .addCommand(approveCommand(context))
    .addCommand(
      one(context, 'withdraw <id>', 'take back your approval of a draft', ({ service, on }) =>
        service.drafts.withdraw(on),
      ),
    )
    .addCommand(publishCommand(context))
    .addCommand(scheduleCommand(context))
    .addCommand(
      one(context, 'unschedule <id>', 'take the time of a draft away', ({ service, on }) =>
        service.drafts.unschedule(on),
      ),
    )
    .addCommand(
      withRevision(
        one(context, 'discard <id>', 'end a draft without publishing it', ({ service, on, options }) =>
          service.drafts.discard({ ...on, revision: revisionOf(options) }),
        ),
      ),
    )
    .addCommand(differenceCommand(context))
}

function newCommand(context: CommandContext): Command {
  return withDraftOptions(new Command('new'))
    .description('make a draft; it begins with the newest text')
    .option('--from <version>', 'begin with the text of this version')
    .option('--base <version>', 'the version whose place it is to take (default: the one that it begins with)')
    .option('--file <file>', 'begin with this text, - for standard input')
    .option('--retires', 'it is to retire the policy')
    .option('--reason <text>', 'why, for the record')
    .action(async (options: DraftOptions, command: Command) => {
      const { from, base, file, retires, reason = null } = options
      const text = file === undefined ? undefined : await readInput(context.terminal, file)
      await onDrafts(context, { options, command, id: '' }, async ({ service, on }) => {
        const view = await service.drafts.create({
          policy: on.policy,
          by: on.by,
          reason,
          ...(from === undefined ? {} : { fromVersion: versionNumber(from) }),
          ...(base === undefined ? {} : { baseVersion: versionNumber(base) }),
          ...(text === undefined ? {} : { text }),
          ...(retires === undefined ? {} : { retires }),
        })
        await showDraft(context, command, view)
      })
    })
}

function listCommand(context: CommandContext): Command {
  return withDraftOptions(new Command('list'))
    .description('list the newest drafts of a policy')
    .option('--state <state>', 'open, published or discarded')
    .action(async (options: DraftOptions, command: Command) => {
      await onDrafts(context, { options, command, id: '' }, async ({ service, on }) => {
        const page = { state: options.state ?? null, before: null, limit: 100 }
        await showDrafts(context, command, await service.drafts.list(on.policy, page))
      })
    })
}

function editCommand(context: CommandContext): Command {
  return withRevision(withDraftOptions(new Command('edit')))
    .description('write a text into a draft, whatever is wrong with it; approvals are void then')
    .argument('<id>', 'the draft')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .option('--base <version>', 'of a draft that is stale: the version that was looked at')
    .option('--reason <text>', 'why, for the record')
    .action(async (id: string, file: string, options: DraftOptions, command: Command) => {
      const text = await readInput(context.terminal, file)
      const { base, reason } = options
      await onDrafts(context, { options, command, id }, async ({ service, on }) => {
        const view = await service.drafts.edit({
          ...on,
          revision: revisionOf(options),
          text,
          ...(reason === undefined ? {} : { reason }),
          ...(base === undefined ? {} : { baseVersion: versionNumber(base) }),
        })
        await showDraft(context, command, view)
      })
    })
}

function approveCommand(context: CommandContext): Command {
  return one(context, 'approve <id>', 'agree with the text of a draft', ({ service, on, options }) => {
    const { sha256 = '', note = null, overGate = false } = options
    return service.drafts.approve(on, { sha256, note, overGate })
  })
    .requiredOption('--sha256 <digest>', 'of the text that you read, as `draft show` gives it')
    .option('--note <text>', 'what to say with it')
    .option('--over-gate', 'publish it also where it is over a limit of the gate')
}

function publishCommand(context: CommandContext): Command {
  return withRevision(withDraftOptions(new Command('publish')))
    .description('make a draft the active version')
    .argument('<id>', 'the draft')
    .option('--accept-breaking', 'also where callers that send or omit a fact will get 422 that did not before')
    .action(async (id: string, options: DraftOptions, command: Command) => {
      const { acceptBreaking = false } = options
      await onDrafts(context, { options, command, id }, async ({ service, on }) => {
        try {
          const revision = revisionOf(options)
          const { version } = await service.drafts.publish({ ...on, revision }, { acceptBreaking })
          await showPublished(context, command, { version, source: oneFile(`draft ${id}`) })
        } catch (error) {
          showFaults(context, command, { source: oneFile(`draft ${id}`), error })
          throw error
        }
      })
    })
}

function scheduleCommand(context: CommandContext): Command {
  return withRevision(
    one(
      context,
      'schedule <id> <time>',
      'have a draft published at a time: 2027-01-01T00:00:00+01:00',
      ({ service, on, options }, time) => {
        const { acceptBreaking = false } = options
        const due = parseInstant(givenInstant(time))
        return service.drafts.schedule({ ...on, revision: revisionOf(options) }, { due, acceptBreaking })
      },
    ),
  ).option('--accept-breaking', 'as of publish')
}

function differenceCommand(context: CommandContext): Command {
  return withDraftOptions(new Command('diff'))
    .description('show what a draft changes, and what was published since it was made')
    .argument('<id>', 'the draft')
    .action(async (id: string, options: DraftOptions, command: Command) => {
      await onDrafts(context, { options, command, id }, async ({ service, on }) => {
        const { comparison } = await service.drafts.difference(on.policy, id)
        await showDifference(context, command, comparison)
      })
    })
}

/** A command on one draft that shows what became of it; what stands behind the id goes to the work. */
function one(
  context: CommandContext,
  usage: string,
  description: string,
  work: (work: Work, argument: string) => Promise<DraftView>,
): Command {
  const [name = '', ...names] = usage.split(' ')
  const command = withDraftOptions(new Command(name)).description(description)
  for (const argument of names) command.argument(argument)
  return command.action(async (...given: readonly unknown[]) => {
    const [id, argument] = given as readonly string[]
    const options = command.opts<DraftOptions>()
    await onDrafts(context, { options, command, id: id ?? '' }, async (found) => {
      await showDraft(context, command, await work(found, names.length > 1 ? (argument ?? '') : ''))
    })
  })
}

async function onDrafts(
  { terminal, finish }: CommandContext,
  { options, command, id }: Pick<Work, 'options' | 'command'> & { readonly id: string },
  work: (work: Work) => Promise<void>,
): Promise<void> {
  await onStore(terminal, options, async (service, defaultPolicy) => {
    const { policy = defaultPolicy, author } = options
    const by = { name: author, key_id: null, may_publish: true }
    await work({ service, on: { policy, id, by }, options, command })
  })
  finish(exitCodes.ok)
}

function withDraftOptions(command: Command): Command {
  return withStoreOptions(command)
    .option('--policy <name>', 'the policy (default: the setting default_policy)')
    .option('--author <name>', 'who, for the record', readAuthor, 'command-line')
}

function withRevision(command: Command): Command {
  return command.requiredOption('--expect <revision>', 'the revision of the draft as you know it')
}

function revisionOf({ expect = '' }: DraftOptions): number {
  return versionNumber(expect)
}
