import { Command, CommanderError } from 'commander'
import { serviceVersion } from '../config/installation.ts'
import type { FactError } from '../policy/facts/fact-error.ts'
import type { CommandContext } from './command-context.ts'
import { type CommandFailure, failureOf } from './command-fault.ts'
import { type ExitCode, exitCodeHelp, exitCodes } from './exit-codes.ts'
import { paint, type Terminal } from './terminal.ts'

/** The commands in the order of the help text. Only what a command line needs is loaded. */
const commands: Readonly<Record<string, () => Promise<(context: CommandContext) => Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  init: async () => (await import('./init.ts')).initCommand,
  validate: async () => (await import('./validate.ts')).validateCommand,
  lint: async () => (await import('./lint.ts')).lintCommand,
  test: async () => (await import('./test.ts')).testCommand,
  fmt: async () => (await import('./fmt.ts')).fmtCommand,
  mutate: async () => (await import('./mutate.ts')).mutateCommand,
  prove: async () => (await import('./prove.ts')).proveCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  decide: async () => (await import('./decide.ts')).decideCommand,
  publish: async () => (await import('./publish.ts')).publishCommand,
  rollback: async () => (await import('./rollback.ts')).rollbackCommand,
  retire: async () => (await import('./retire.ts')).retireCommand,
  draft: async () => (await import('./draft.ts')).draftCommand,
  release: async () => (await import('./release.ts')).releaseCommand,
  diff: async () => (await import('./diff.ts')).diffCommand,
  versions: async () => (await import('./versions.ts')).versionsCommand,
  show: async () => (await import('./show.ts')).showCommand,
  decisions: async () => (await import('./decisions.ts')).decisionsCommand,
  why: async () => (await import('./why.ts')).whyCommand,
  reviews: async () => (await import('./reviews.ts')).reviewsCommand,
  'dispute-pack': async () => (await import('./dispute-pack.ts')).disputePackCommand,
  approvals: async () => (await import('./approvals.ts')).approvalsCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
  compare: async () => (await import('./compare.ts')).compareCommand,
  impact: async () => (await import('./impact.ts')).impactCommand,
  checkpoint: async () => (await import('./checkpoint.ts')).checkpointCommand,
  receipt: async () => (await import('./receipt.ts')).receiptCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
  compact: async () => (await import('./compact.ts')).compactCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./backup.ts')).restoreCommand,
  archive: async () => (await import('./archive.ts')).archiveCommand,
  copy: async () => (await import('./copy.ts')).copyCommand,
}

/** Runs one command line (without node and script) and resolves to its exit code; never rejects. */
export async function runCommandLine(commandLine: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const json = commandLine.includes('--json')
  let exitCode: ExitCode = exitCodes.ok
  const context: CommandContext = {
    terminal,
    finish: (code) => {
      exitCode = code
    },
  }
  try {
    const program = await createProgram(context, commandLine)
    await program.parseAsync(commandLine, { from: 'user' })
    return exitCode
  } catch (error) {
    const failure = error instanceof CommanderError ? usageFailure(error) : failureOf(error)
    if (failure.exitCode === exitCodes.ok) return failure.exitCode
    if (json) terminal.warn(failureAsJson(failure))
    else if (!(error instanceof CommanderError)) terminal.warn(failureAsText(failure, terminal))
    return failure.exitCode
  }
}

async function createProgram(context: CommandContext, commandLine: readonly string[]): Promise<Command> {
  const json = commandLine.includes('--json')
  const program = new Command('refund-policy')
    .description('Decides refunds by a written policy: runs the service, and checks, tries and publishes policies.')
    .version(serviceVersion())
    .option('--json', 'print the answer as JSON, for programs')
    .addHelpText('after', exitCodeHelp())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.terminal.print(text),
      // Under --json the fault is told as JSON, once.
      writeErr: (text) => (json ? undefined : context.terminal.warn(text)),
    })
  const first = commandLine.find((word) => !word.startsWith('-')) ?? ''
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined
  const needed = named === undefined ? Object.values(commands) : [named]
  for (const load of needed) {
    const create = await load()
    const command = create(context).copyInheritedSettings(program)
    for (const below of command.commands) below.copyInheritedSettings(program)
    program.addCommand(command)
  }
  return program
}

/** Help and version that were asked for are fine; all else that commander refuses is wrong use. */
function usageFailure({ code, message }: CommanderError): CommandFailure {
  const asked = code === 'commander.helpDisplayed' || code === 'commander.version'
  const detail = message.replace(/^error: /, '')
  return { exitCode: asked ? exitCodes.ok : exitCodes.usage, code: 'usage', detail, extensions: {} }
}

function failureAsJson({ code, detail, extensions }: CommandFailure): string {
  return `${JSON.stringify({ error: { ...extensions, code, detail } })}\n`
}

function failureAsText({ code, detail, extensions }: CommandFailure, terminal: Terminal): string {
  const lines = detail.split('\n').map((line) => `${paint(terminal.color.warn, 'red', 'error')}: ${line}\n`)
  const errors = code === 'invalid_facts' ? (extensions['errors'] as readonly FactError[]) : []
  return [...lines, ...errors.map(({ message, accepted }) => `  ${message}; accepted: ${accepted}\n`)].join('')
}
