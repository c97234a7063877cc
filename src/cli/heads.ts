import { Command } from 'commander'
import { journalHeads } from '../maintenance/heads.ts'
import type { Storage } from '../storage/storage.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { openOutputFile } from './output-file.ts'
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts'

interface HeadsOptions extends StoreOptions {
  readonly out: string
}

/** `refund-policy heads --out FILE`: the newest entry of every account, to be kept elsewhere. */
export function headsCommand(context: CommandContext): Command {
  const { terminal } = context
  return withStoreOptions(new Command('heads'))
    .description("write every account's newest sequence and hash, to keep elsewhere and give to verify --against")
    .requiredOption('--out <file>', 'where to (one JSON object a line), - for standard output')
    .action(async (options: HeadsOptions, command: Command) => {
      await onStore(terminal, options, async ({ storage }, _policy, storeUrl) => {
        if (options.out === '-') {
          await writeHeads(storage, (line) => terminal.print(line))
          return
        }
        const count = await writeFileOfHeads(storage, options.out, storeUrl)
        const answer = { file: options.out, accounts: count }
        await terminal.print(
          wantsJson(command) ? jsonDocument(answer) : `${options.out}: the heads of ${count} accounts\n`,
        )
      })
      context.finish(exitCodes.ok)
    })
}

async function writeHeads(storage: Storage, write: (line: string) => Promise<unknown>): Promise<number> {
  let count = 0
  for await (const head of journalHeads(storage)) {
    await write(`${JSON.stringify(head)}\n`)
    count += 1
  }
  return count
}

async function writeFileOfHeads(storage: Storage, path: string, storeUrl: string): Promise<number> {
  const file = await openOutputFile(path, storeUrl)
  try {
    const count = await writeHeads(storage, (line) => file.appendFile(line))
    await file.sync()
    return count
  } finally {
    await file.close()
  }
}
