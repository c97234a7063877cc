import type { Command } from 'commander'
import { loadConfig } from '../config/load-config.ts'
import { createLogger } from '../observability/logger.ts'
import { createService, type Service } from '../service.ts'
import type { Terminal } from './terminal.ts'

/** The options of every command that works on a store. */
export interface StoreOptions {
  readonly store?: string
  readonly config?: string
  /** Where archive files are; the setting says so unless given. */
  readonly archiveFolder?: string
}

/** Adds --store and --config. */
export function withStoreOptions(command: Command): Command {
  return command
    .option('--store <url>', 'the store: sqlite:PATH or mongodb://... (default: STORE_URL, or as the settings say)')
    .option('--config <file>', 'a file of settings (default: CONFIG_FILE)')
}

type Work = (service: Service, defaultPolicy: string, storeUrl: string) => Promise<void>

/**
 * Opens the store for one piece of work and closes it again, whatever comes of it. Where there is no store nothing is
 * made: that is a Problem `store_unavailable`.
 */
export async function onStore(terminal: Terminal, options: StoreOptions, work: Work): Promise<void> {
  await openFor(terminal, options, { work, mayMakeStore: false })
}

/** The same, but a store that is not there is made. */
export async function onNewStore(terminal: Terminal, options: StoreOptions, work: Work): Promise<void> {
  await openFor(terminal, options, { work, mayMakeStore: true })
}

async function openFor(
  terminal: Terminal,
  options: StoreOptions,
  { work, mayMakeStore }: { readonly work: Work; readonly mayMakeStore: boolean },
): Promise<void> {
  const config = loadConfig({
    environment: terminal.environment,
    file: options.config,
    options: { store_url: options.store, archive_folder: options.archiveFolder },
  })
  const service = await createService(config, { logger: createLogger({ level: 'silent' }), mayMakeStore })
  try {
    await work(service, config.defaultPolicy, config.storeUrl)
  } finally {
    await service.close()
  }
}
