import type { Command } from 'commander'
import { loadConfig } from '../config/load-config.ts'
import { createLogger } from '../observability/logger.ts'
import { createService, type Service } from '../service.ts'
import type { Terminal } from './terminal.ts'

/** The options of every command that works on a store. */
export interface StoreOptions {
  readonly store?: string
  readonly config?: string
}

/** Adds --store and --config. */
export function withStoreOptions(command: Command): Command {
  return command
    .option('--store <url>', 'the store: sqlite:PATH or mongodb://... (default: STORE_URL, or as the settings say)')
    .option('--config <file>', 'a file of settings (default: CONFIG_FILE)')
}

/** Opens the store for one piece of work and closes it again, whatever comes of it. */
export async function onStore(
  terminal: Terminal,
  options: StoreOptions,
  work: (service: Service, defaultPolicy: string) => Promise<void>,
): Promise<void> {
  const config = loadConfig({
    environment: terminal.environment,
    file: options.config,
    options: { store_url: options.store },
  })
  const service = await createService(config, { logger: createLogger({ level: 'silent' }) })
  try {
    await work(service, config.defaultPolicy)
  } finally {
    await service.close()
  }
}
