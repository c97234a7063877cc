import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** What every command is made with. */
export interface CommandContext {
  readonly terminal: Terminal
  /** Says how the command came out. */
  finish(code: ExitCode): void
}

/** Whether the answer is wanted as JSON: `--json` may stand before or after the command's name. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ readonly json?: boolean }>().json === true
}

/** A value as the one JSON document that a command prints under `--json`. */
export function jsonDocument(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
