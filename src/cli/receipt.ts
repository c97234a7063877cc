import { Command } from 'commander'
import { type CheckedReceipt, verifyReceipt } from '../transparency/verify-receipt.ts'
import { type CommandContext, jsonDocument, wantsJson } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { readInput } from './read-input.ts'
import { readPublicKey } from './read-key.ts'

/** `refund-policy receipt verify`: checks a receipt offline. */
export function receiptCommand({ terminal, finish }: CommandContext): Command {
  const verify = new Command('verify')
    .description('check, without a store, that a receipt is what the service gave out')
    .argument('<file>', 'the receipt as GET /v1/decisions/{id}/receipt answered it, - for standard input')
    .requiredOption('--key <public>', 'the public key: its text, or a file that holds it')
    .action(async (file: string, options: { readonly key: string }, command: Command) => {
      const key = await readPublicKey(terminal, options.key)
      const checked = verifyReceipt(await readInput(terminal, file), key)
      await terminal.print(wantsJson(command) ? jsonDocument(publicPart(checked)) : formatReceipt(file, checked))
      finish('faults' in checked ? exitCodes.notRight : exitCodes.ok)
    })
  return new Command('receipt').description('receipts of decisions').addCommand(verify)
}

function publicPart(checked: CheckedReceipt): object {
  if ('faults' in checked) return { verified: false, faults: checked.faults }
  const { entry, number, checkpoint } = checked
  const { account, id, decided_at, policy, result } = entry
  return { verified: true, number, account, id, decided_at, policy, result, checkpoint }
}

function formatReceipt(file: string, checked: CheckedReceipt): string {
  if ('faults' in checked) {
    return checked.faults.map(({ part, message }) => `fault: the ${part} of ${file}: ${message}\n`).join('')
  }
  const { entry, number, checkpoint } = checked
  const { policy, confidential } = entry
  const values = confidential === null ? 'not told, or erased' : 'as committed to'
  return [
    `${file} is right: the decision ${entry.id} of ${entry.decided_at}`,
    `policy: ${policy === null ? 'none' : `${policy.name} version ${policy.version}, SHA-256 ${policy.sha256}`}`,
    `facts and message: ${values}`,
    `number ${number} of ${checkpoint.size}, by the checkpoint of ${checkpoint.origin} at ${checkpoint.time}`,
  ]
    .map((line) => `${line}\n`)
    .join('')
}
