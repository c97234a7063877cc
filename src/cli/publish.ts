import { Command } from 'commander'
import type { CaseResult } from '../policy/cases/case-result.ts'
import { parsePolicy } from '../policy/parse/parse-policy.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import type { Diagnostic } from '../problems/diagnostic.ts'
import { Problem } from '../problems/problem.ts'
import type { Service } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { formatFailedCases } from './format-cases.ts'
import { formatDiagnostics } from './format-diagnostics.ts'
import { readInput } from './read-input.ts'
import { onNewStore, type StoreOptions, withStoreOptions } from './store-options.ts'
import type { Terminal } from './terminal.ts'

interface PublishOptions extends StoreOptions {
  readonly ifChanged?: boolean
  readonly reason?: string
  readonly author: string
}

/**
 * `refund-policy publish FILE`: checks the text and makes it the active version. A text equal to an
 * older version is refused, for it would undo a newer one.
 */
export function publishCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('publish'))
    .description('check a policy text, run its cases and make it the active version')
    .argument('<file>', 'a policy text (YAML), - for standard input')
    .option('--if-changed', 'where the text equals the active version, do nothing and be content')
    .option('--reason <text>', 'why, for the record')
    .option('--author <name>', 'who, for the record', 'command-line')
    .action(async (file: string, options: PublishOptions, command: Command) => {
      const text = await readInput(terminal, file)
      await onNewStore(terminal, options, async (service) => {
        try {
          const published = await publish(service, text, options)
          await terminal.print(wantsJson(command) ? jsonDocument(summary(published)) : sentence(published))
        } catch (error) {
          if (!wantsJson(command)) showFaults(terminal, file, error)
          throw error
        }
      })
      context.finish(exitCodes.ok)
    })
}

interface Published {
  readonly version: PolicyVersion
  readonly changed: boolean
}

async function publish(service: Service, text: string, options: PublishOptions): Promise<Published> {
  const name = policyName(text)
  const command = { name, text, reason: options.reason ?? null, author: options.author, expected: 'any' } as const
  try {
    return { version: await service.policies.publish(command), changed: true }
  } catch (error) {
    if (!(options.ifChanged && error instanceof Problem && error.code === 'policy_unchanged')) throw error
    return { version: (await service.policies.active(name)).version, changed: false }
  }
}

/** The name that the text gives its policy. Problem invalid_policy where it has faults. */
function policyName(text: string): string {
  const { policy, diagnostics } = parsePolicy(text)
  if (policy !== null) return policy.name
  throw new Problem('invalid_policy', 'The text has faults; nothing was published.', { extensions: { diagnostics } })
}

function summary({ version, changed }: Published): object {
  const { name, version: number, sha256, author, reason, published_at } = version
  return { name, version: number, sha256, author, reason, published_at, changed }
}

function sentence({ version, changed }: Published): string {
  const { name, version: number } = version
  return changed
    ? `${name}: version ${number} is published and decides from now on\n`
    : `${name}: unchanged, version ${number} stays active\n`
}

/** Shows a person every diagnostic and every failed case that kept the text from being published. */
function showFaults(terminal: Terminal, file: string, error: unknown): void {
  if (!(error instanceof Problem)) return
  const { diagnostics = [], cases = [] } = error.extensions as {
    readonly diagnostics?: readonly Diagnostic[]
    readonly cases?: readonly CaseResult[]
  }
  terminal.warn(formatDiagnostics(file, diagnostics, terminal.color.warn))
  terminal.warn(formatFailedCases(file, cases, terminal.color.warn))
}
