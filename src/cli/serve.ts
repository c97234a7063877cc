import { Command } from 'commander'
import type { Config } from '../config/config.ts'
import { serviceVersion } from '../config/installation.ts'
import { loadConfig } from '../config/load-config.ts'
import { createService } from '../service.ts'
import { openDecideThread } from '../workers/decide-threads.ts'
import { createPolicyProofs } from '../workers/policy-proofs.ts'
import { openReplayThreads } from '../workers/replay-threads.ts'
import { type CommandContext, wantsJson } from './command-context.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { policyChecksOf } from './policy-checks-of.ts'
import { serveAsWorker, thisWorker } from './serve-as-worker.ts'
import { type Started, serveInProcesses } from './serve-in-processes.ts'
import { startText } from './start-text.ts'
import { firstStopSignal } from './stop-signals.ts'

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
      const worker = thisWorker()
      const announceStart = (started: Started): Promise<void> =>
        terminal.print(announce(config, started, wantsJson(command)))
      if (worker !== null) context.finish(await serveAsWorker(config, worker))
      else if (config.processes > 1) context.finish(await serveInProcesses(config, announceStart))
      else context.finish(await serveAlone(config, announceStart))
    })
}

/** Serves until the first signal, then drains; a second signal ends the process at once. */
async function serveAlone(config: Config, announceStart: (started: Started) => Promise<void>): Promise<ExitCode> {
  const service = await createService(config, {
    checks: policyChecksOf(config),
    proofs: createPolicyProofs(config.proofMs),
    openReplayThreads,
    openDecideThread,
  })
  const stopped = firstStopSignal()
  try {
    await announceStart(await service.listen())
  } catch (error) {
    await service.close()
    throw error
  }
  await stopped
  return (await service.close()) === 'drained' ? exitCodes.ok : exitCodes.cutShort
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
