import { Command, Option } from 'commander'
import { type AuditEntry, auditKinds } from '../audit/audit-entry.ts'
import type { AuditFilter } from '../audit/find-entries.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { formatTable } from './format-table.ts'
import { readAuthor } from './read-author.ts'
import { readCount } from './read-count.ts'
import { readPeriod } from './read-period.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface AuditOptions extends StoreOptions, AuditFilter {
  readonly limit: number
}

/** `refund-policy audit`: who did what, by the filters that the API has. */
export function auditCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('audit'))
    .description(
      'show who did what to policies, drafts, keys and the stop switch, newest first; filters join with "and"',
    )
    .addOption(new Option('--kinds <kind...>', 'only these acts').choices(auditKinds))
    .option('--author <name>', 'who did it: a name, or the id of the key that a draft was worked on with', readAuthor)
    .option('--policy <name>', 'to this policy, its drafts and settings')
    .option('--subject <id>', 'to this draft, API key, request for erasure or account')
    .option('--from <time>', 'at this time or later, RFC 3339 ("2027-01-31T00:00:00Z")')
    .option('--to <time>', 'before this time')
    .option('--limit <n>', 'how many at most', readCount, 50)
    .action(async (options: AuditOptions, command: Command) => {
      const { limit, store: _store, config: _config, ...given } = options
      const filter = { ...given, ...readPeriod(given) }
      await onStore(context.terminal, options, async ({ audit }) => {
        const items = await newestOf(audit, filter, limit)
        await context.terminal.print(wantsJson(command) ? jsonDocument(items) : tableOf(items))
      })
      context.finish(exitCodes.ok)
    })
}

async function newestOf(audit: Service['audit'], filter: AuditFilter, limit: number): Promise<readonly AuditEntry[]> {
  const items: AuditEntry[] = []
  for (let before: number | null = null; items.length < limit; ) {
    const page = await audit.find(filter, { before, limit: limit - items.length })
    items.push(...page.items)
    if (page.next === null) break
    before = page.next
  }
  return items
}

function tableOf(entries: readonly AuditEntry[]): string {
  return formatTable([
    ['NUMBER', 'AT', 'AUTHOR', 'ACT', 'DETAILS'],
    ...entries.map(({ sequence, at, author, kind, details }) => [
      String(sequence),
      at,
      author,
      kind,
      Object.entries(details)
        .filter(([name, value]) => value !== null && !name.endsWith('sha256'))
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', '),
    ]),
  ])
}
