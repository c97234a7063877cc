import { Command } from 'commander'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { formatTable } from './format-table.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

const pageSize = 100

/** `refund-policy versions [NAME]`: what was published, newest first. */
export function versionsCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('versions'))
    .description('list the published versions of a policy, newest first')
    .argument('[name]', 'the policy (default: the setting default_policy)')
    .action(async (name: string | undefined, options: StoreOptions, command: Command) => {
      await onStore(terminal, options, async ({ policies }, defaultPolicy) => {
        const versions = await allVersions((before) =>
          policies.versions(name ?? defaultPolicy, { before, limit: pageSize }),
        )
        await terminal.print(wantsJson(command) ? jsonDocument(versions.map(withoutText)) : tableOf(versions))
      })
      context.finish(exitCodes.ok)
    })
}

async function allVersions(
  page: (before: number | null) => Promise<readonly PolicyVersion[]>,
): Promise<readonly PolicyVersion[]> {
  const versions: PolicyVersion[] = []
  for (let before: number | null = null; before !== 1; ) {
    const next = await page(before)
    versions.push(...next)
    before = next.at(-1)?.version ?? 1
  }
  return versions
}

function withoutText({ text: _text, ...version }: PolicyVersion): Omit<PolicyVersion, 'text'> {
  return version
}

function tableOf(versions: readonly PolicyVersion[]): string {
  return formatTable([
    ['version', 'published at', 'author', 'sha256', 'state', 'reason'],
    ...versions.map(({ version, published_at, author, sha256, retired, reason }) => [
      String(version),
      published_at,
      author,
      sha256.slice(0, 12),
      retired === true ? 'retired' : '',
      reason ?? '',
    ]),
  ])
}
