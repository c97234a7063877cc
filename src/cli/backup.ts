import { stat } from 'node:fs/promises'
import { Command } from 'commander'
import { loadConfig } from '../config/load-config.ts'
import { type StoreVerification, verifyStore } from '../maintenance/verify-store.ts'
import { snapshotStore } from '../service.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { CommandFault } from './command-fault.ts'
import { exitCodes } from './exit-codes.ts'
import { formatVerification } from './format-verification.ts'
import { refuseStore } from './refuse-store.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

/** `refund-policy backup --to FILE`: all of a SQLite store at one moment, while it runs, verified. */
export function backupCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('backup'))
    .description('write all that a SQLite store holds into a new file, while the service runs, and verify that')
    .requiredOption('--to <file>', 'the file to make; it must not be there yet')
    .action(async ({ to, ...options }: StoreOptions & { readonly to: string }, command: Command) => {
      const url = storeUrl(context, options)
      await refuseStore(to, url)
      const { config } = options
      await snapshotVerified(context, { from: url, to: `sqlite:${to}`, file: to, config, json: wantsJson(command) })
    })
}

/** `refund-policy restore --from FILE`: makes a SQLite store from a backup, verified before it has its name. */
export function restoreCommand(context: CommandContext): Command {
  return withStoreOptions(new Command('restore'))
    .description('make a SQLite store from a backup, and verify it; where there is a store, nothing is changed')
    .requiredOption('--from <file>', 'what backup wrote')
    .action(async ({ from, ...options }: StoreOptions & { readonly from: string }, command: Command) => {
      const url = storeUrl(context, options)
      await refuseStore(from, url)
      const file = url.replace(/^sqlite:/, '')
      const { config } = options
      await snapshotVerified(context, { from: `sqlite:${from}`, to: url, file, config, json: wantsJson(command) })
    })
}

function storeUrl({ terminal }: CommandContext, { store, config: file }: StoreOptions): string {
  return loadConfig({ environment: terminal.environment, file, options: { store_url: store } }).storeUrl
}

interface Way {
  readonly from: string
  readonly to: string
  /** Where `to` is, for people. */
  readonly file: string
  /** The file of settings. */
  readonly config: string | undefined
  readonly json: boolean
}

/** The snapshot gets its name only where it verifies; one with faults stays under another name. */
async function snapshotVerified({ terminal, finish }: CommandContext, way: Way): Promise<void> {
  const { from, to, file, config, json } = way
  if ((await stat(file).catch(() => null)) !== null) throw taken(file)
  const snapshot = await snapshotStore(from, to)
  const verification = await verified(terminal, { store: snapshot.url, ...(config === undefined ? {} : { config }) })
  const isSound = verification.faults.length === 0
  if (isSound) await snapshot.keep().catch(() => Promise.reject(taken(file)))
  const written = isSound ? file : snapshot.file
  await terminal.print(
    json ? jsonDocument({ file: written, verification }) : `${formatVerification(verification)}${written}: written\n`,
  )
  finish(isSound ? exitCodes.ok : exitCodes.notRight)
}

async function verified(terminal: CommandContext['terminal'], options: StoreOptions): Promise<StoreVerification> {
  let verification: StoreVerification | null = null
  await onStore(terminal, options, async (service) => {
    verification = await verifyStore(service, { account: null })
  })
  if (verification === null) throw new Error('nothing was verified')
  return verification
}

function taken(file: string): CommandFault {
  return new CommandFault(`${file} is there already: nothing was changed. Move it away first.`, exitCodes.conflict)
}
