import { Command, Option } from 'commander'
import type { CreatedApiKey } from '../access/access.ts'
import type { ApiKey } from '../access/api-key-store.ts'
import { type Role, roles } from '../access/role.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatTable } from './format-table.ts'
import { readReviewLevels } from './read-review-levels.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

const author = 'command-line'

/** `refund-policy keys create|list|rotate|revoke`: API keys of the store. */
export function keysCommand(context: CommandContext): Command {
  return new Command('keys')
    .description('make, list, rotate and revoke API keys')
    .addCommand(createKeyCommand(context))
    .addCommand(listKeysCommand(context))
    .addCommand(rotateKeyCommand(context))
    .addCommand(revokeKeyCommand(context))
}

interface CreateOptions extends StoreOptions {
  readonly name: string
  readonly role: readonly Role[]
  readonly reviewLevel?: readonly string[]
  readonly expiresAt?: string
}

function createKeyCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('create'))
    .description('make an API key; its secret is shown this once')
    .requiredOption('--name <name>', 'whose key it is: the author in journal and audit log')
    .addOption(
      new Option('--role <role...>', 'what it may do; may be given several times').choices(roles).makeOptionMandatory(),
    )
    .option(
      '--review-level <policy=level...>',
      'up to which level it reviews; * for every policy, without one the lowest',
    )
    .option(
      '--expires-at <time>',
      'from when on it opens nothing, RFC 3339 ("2027-01-31T00:00:00Z"); without it, never',
    )
    .action(async (options: CreateOptions, command: Command) => {
      const reviewLevels = readReviewLevels(options.reviewLevel ?? [])
      await onStore(terminal, options, async ({ access }) => {
        const { name, role, expiresAt = null } = options
        const created = await access.createKey({ name, roles: role, reviewLevels, expiresAt, author })
        await showCreated(context, command, created)
      })
      context.finish(exitCodes.ok)
    })
}

async function showCreated({ terminal }: CommandContext, command: Command, created: CreatedApiKey): Promise<void> {
  const { key, secret } = created
  const shown = wantsJson(command) ? jsonDocument({ ...publicPart(key), secret }) : `${secret}\n`
  await terminal.print(shown)
  if (wantsJson(command)) return
  terminal.warn(`The key ${key.id} of ${key.name} (${key.roles.join(', ')}) is shown this once: keep it.\n`)
}

interface RotateOptions extends StoreOptions {
  readonly overlap: string
  readonly expiresAt?: string
}

function rotateKeyCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('rotate'))
    .description('give a key a new secret, shown this once; the old one opens on for a while')
    .argument('<id>', 'the id that list shows')
    .option('--overlap <seconds>', 'for how long the old secret still opens', '86400')
    .option('--expires-at <time>', 'when the new key expires; without it, it lives as long as the old one was to')
    .action(async (id: string, { overlap, expiresAt, ...options }: RotateOptions, command: Command) => {
      const rotation = {
        id,
        author,
        overlapSeconds: secondsIn(overlap),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      }
      await onStore(context.terminal, options, async ({ access }) => {
        await showCreated(context, command, await access.rotateKey(rotation))
      })
      context.finish(exitCodes.ok)
    })
}

const longestOverlap = 31 * 86_400

function secondsIn(text: string): number {
  const seconds = /^[0-9]{1,7}$/u.test(text) ? Number(text) : Number.POSITIVE_INFINITY
  if (seconds <= longestOverlap) return seconds
  throw new CommandFault(`--overlap ${text} is no number of seconds from 0 to ${longestOverlap}`)
}

function listKeysCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('list'))
    .description('list the API keys, oldest first; secrets are never stored')
    .action(async (options: StoreOptions, command: Command) => {
      await onStore(terminal, options, async ({ access }) => {
        const keys = (await access.keys()).map(publicPart)
        await terminal.print(wantsJson(command) ? jsonDocument(keys) : tableOf(keys))
      })
      context.finish(exitCodes.ok)
    })
}

function revokeKeyCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('revoke'))
    .description('revoke an API key: it counts for nothing from now on')
    .argument('<id>', 'the id that list shows')
    .action(async (id: string, options: StoreOptions, command: Command) => {
      await onStore(terminal, options, async ({ access }) => {
        await access.revokeKey({ id, author })
        await terminal.print(wantsJson(command) ? jsonDocument({ id, revoked: true }) : `${id} is revoked\n`)
      })
      context.finish(exitCodes.ok)
    })
}

type PublicPart = Omit<ApiKey, 'secret_sha256'>

function publicPart({ secret_sha256: _digest, ...key }: ApiKey): PublicPart {
  return key
}

function tableOf(keys: readonly PublicPart[]): string {
  return formatTable([
    ['id', 'name', 'roles', 'review levels', 'created at', 'created by', 'last used', 'expires at', 'revoked at'],
    ...keys.map(
      ({ id, name, roles: held, review_levels, created_at, created_by, last_used_on, expires_at, revoked_at }) => [
        id,
        name,
        held.join(','),
        Object.entries(review_levels)
          .map((level) => level.join('='))
          .join(','),
        created_at,
        created_by,
        last_used_on ?? '',
        expires_at ?? '',
        revoked_at ?? '',
      ],
    ),
  ])
}
