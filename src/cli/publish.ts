import { Command } from 'commander'
import { parsePolicy } from '../policy/parse/parse-policy.ts'
import type { PublishCommand, PublishedVersion } from '../policy/versions/policies.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { expectedVersion, type PublishingOptions, withPublishingOptions } from './expected-version.ts'
import { readPolicy } from './read-policy.ts'
import { showFaults, showPublished } from './show-published.ts'
import { onNewStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface PublishOptions extends StoreOptions, PublishingOptions {
  readonly ifChanged?: boolean
}

/**
 * `refund-policy publish FILE`: checks the text and makes it the active version, over the version that was edited
 * or, for whoever owns the policy, over any. That way a text equal to an older version is refused, for it would
 * undo a newer one.
 */
export function publishCommand(context: CommandContext): Command {
  const { terminal } = context
  return withPublishingOptions(withStoreOptions(new Command('publish')))
    .description('check a policy text, run its cases and make it the active version')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .option('--if-changed', 'where the text equals the active version, do nothing and be content')
    .action(async (file: string, options: PublishOptions, command: Command) => {
      const expected = expectedVersion(options)
      const source = await readPolicy(terminal, file)
      const { text } = source
      await onNewStore(terminal, options, async (service) => {
        try {
          const name = policyName(text)
          const published = await publish(service, { name, text, expected }, options)
          if (published !== null) await showPublished(context, command, { version: published, source })
          else await showUnchanged(context, command, (await service.policies.newest(name)).version)
        } catch (error) {
          showFaults(context, command, { source, error })
          throw error
        }
      })
      context.finish(exitCodes.ok)
    })
}

/** Null where the text is that of the active version already and that is fine. */
async function publish(
  service: Service,
  { name, text, expected }: Pick<PublishCommand, 'name' | 'text' | 'expected'>,
  options: PublishOptions,
): Promise<PublishedVersion | null> {
  const { reason = null, author, acceptBreaking = false } = options
  try {
    return await service.policies.publish({ name, text, reason, author, expected, acceptBreaking })
  } catch (error) {
    if (!(options.ifChanged && error instanceof Problem && error.code === 'policy_unchanged')) throw error
    return null
  }
}

/** The name that the text gives its policy. Problem invalid_policy where it has faults. */
function policyName(text: string): string {
  const { policy, diagnostics } = parsePolicy(text)
  if (policy !== null) return policy.name
  throw new Problem('invalid_policy', 'The text has faults; nothing was published.', { extensions: { diagnostics } })
}

async function showUnchanged({ terminal }: CommandContext, command: Command, version: PolicyVersion): Promise<void> {
  const { text: _text, ...told } = version
  const sentence = `${version.name}: unchanged, version ${version.version} stays active\n`
  await terminal.print(wantsJson(command) ? jsonDocument({ ...told, warnings: [], changed: false }) : sentence)
}
