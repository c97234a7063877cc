import { Command, CommanderError } from 'commander'
import { serviceVersion } from '../config/installation.ts'
import type { FactError } from '../policy/facts/fact-error.ts'
import { approvalsCommand } from './approvals.ts'
import type { CommandContext } from './command-context.ts'
import { type CommandFailure, failureOf } from './command-fault.ts'
import { copyCommand } from './copy.ts'
import { decideCommand } from './decide.ts'
import { type ExitCode, exitCodeHelp, exitCodes } from './exit-codes.ts'
import { headsCommand } from './heads.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { publishCommand } from './publish.ts'
import { replayCommand } from './replay.ts'
import { serveCommand } from './serve.ts'
import { showCommand } from './show.ts'
import { paint, type Terminal } from './terminal.ts'
import { testCommand } from './test.ts'
import { validateCommand } from './validate.ts'
import { verifyCommand } from './verify.ts'
import { versionsCommand } from './versions.ts'

const commands = [
  serveCommand,
  validateCommand,
  testCommand,
  decideCommand,
  publishCommand,
  versionsCommand,
  showCommand,
  approvalsCommand,
  verifyCommand,
  replayCommand,
  headsCommand,
  keysCommand,
  migrateCommand,
  copyCommand,
]

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
    await createProgram(context, json).parseAsync(commandLine, { from: 'user' })
    return exitCode
  } catch (error) {
    const failure = error instanceof CommanderError ? usageFailure(error) : failureOf(error)
    if (failure.exitCode === exitCodes.ok) return failure.exitCode
    if (json) terminal.warn(failureAsJson(failure))
    else if (!(error instanceof CommanderError)) terminal.warn(failureAsText(failure, terminal))
    return failure.exitCode
  }
}

function createProgram(context: CommandContext, json: boolean): Command {
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
  for (const create of commands) {
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
