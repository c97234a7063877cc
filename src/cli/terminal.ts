import { type Environment, processEnvironment, wantsColor } from '../config/environment.ts'

/** Where a command reads and writes: results on `print`, everything about the way there on `warn`. */
export interface Terminal {
  readonly environment: Environment
  readonly input: NodeJS.ReadableStream
  /** Resolves when more may be written without filling memory. */
  print(text: string): Promise<void>
  warn(text: string): void
  /** Whether results, and warnings, may be coloured. */
  readonly color: { readonly print: boolean; readonly warn: boolean }
  /** Where progress may be drawn; null where nobody watches. */
  readonly progress: NodeJS.WritableStream | null
}

/** The terminal, pipes or files that this process was started with; a reader that closes early ends it in peace. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  for (const stream of [stdout, stderr]) stream.on('error', endQuietlyOnClosedPipe)
  const environment = processEnvironment()
  return {
    environment,
    input: stdin,
    print: (text) =>
      new Promise((resolve) => {
        if (stdout.write(text)) resolve()
        else stdout.once('drain', resolve)
      }),
    warn: (text) => {
      stderr.write(text)
    },
    color: { print: wantsColor(stdout, environment), warn: wantsColor(stderr, environment) },
    progress: stderr.isTTY ? stderr : null,
  }
}

function endQuietlyOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit()
  throw error
}

/** The text in the colour, where colours are wanted. */
export function paint(wanted: boolean, color: 'red' | 'yellow' | 'green' | 'dim' | 'bold', text: string): string {
  const codes = { red: 31, yellow: 33, green: 32, dim: 2, bold: 1 }
  return wanted ? `\u001b[${codes[color]}m${text}\u001b[0m` : text
}
