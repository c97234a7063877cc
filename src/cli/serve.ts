import { Command } from 'commander'
import type { Config } from '../config/config.ts'
import { serviceVersion } from '../config/installation.ts'
import { loadConfig } from '../config/load-config.ts'
import { createService, type Service } from '../service.ts'
import { type CommandContext, wantsJson } from './command-context.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { startText } from './start-text.ts'

interface ServeOptions {
  readonly port?: string
  readonly host?: string
  readonly store?: string
  readonly config?: string
}

/** `refund-policy serve`: runs the service until it is told to stop. */
export function serveCommand(context: CommandContext): Command {
  const { terminal } = context
  return new Command('serve')
    .description('run the service until SIGTERM or SIGINT')
    .option('--port <number>', 'the port to listen on (default: PORT, or as the settings say)')
    .option('--host <address>', 'the address to listen on (default: HOST, or as the settings say)')
    .option('--store <url>', 'the store: sqlite:PATH (default: STORE_URL, or as the settings say)')
    .option('--config <file>', 'a file of settings (default: CONFIG_FILE)')
    .action(async ({ port, host, store, config: file }: ServeOptions, command: Command) => {
      const config = loadConfig({
        environment: terminal.environment,
        file,
        options: { port, host, store_url: store },
      })
      const service = await createService(config)
      context.finish(await run(service, (started) => terminal.print(announce(config, started, wantsJson(command)))))
    })
}

interface Started {
  readonly url: string
  readonly newAdminSecret: string | null
}

/** Ctrl+C may come twice, from the terminal and from npm: what follows so soon is the same wish. */
const sameSignalMilliseconds = 500

/** Serves until the first signal, then drains; a second signal ends the process at once. */
async function run(service: Service, announceStart: (started: Started) => Promise<void>): Promise<ExitCode> {
  const stopped = firstSignal()
  try {
    await announceStart(await service.listen())
  } catch (error) {
    await service.close()
    throw error
  }
  await stopped
  return (await service.close()) === 'drained' ? exitCodes.ok : exitCodes.cutShort
}

/** Resolves at the first signal to stop; from then on the next one ends the process. */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    const onFirst = (): void => {
      process.on('SIGTERM', ignore).on('SIGINT', ignore).off('SIGTERM', onFirst).off('SIGINT', onFirst)
      setTimeout(() => {
        process.on('SIGTERM', endAtOnce).on('SIGINT', endAtOnce)
      }, sameSignalMilliseconds).unref()
      resolve()
    }
    process.on('SIGTERM', onFirst).on('SIGINT', onFirst)
  })
}

function ignore(): void {}

function endAtOnce(): void {
  process.exit(exitCodes.cutShort)
}

function announce(config: Config, { url, newAdminSecret }: Started, json: boolean): string {
  if (json) return `${JSON.stringify({ url, store_url: config.storeUrl, new_admin_key: newAdminSecret })}\n`
  return startText({
    url,
    version: serviceVersion(),
    storeUrl: config.storeUrl,
    policy: config.defaultPolicy,
    newAdminSecret,
    adminKeyGiven: config.adminKey !== null,
  })
}
