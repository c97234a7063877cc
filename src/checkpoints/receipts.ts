import { sealedBefore } from '../journal/append-entry.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { Problem } from '../problems/problem.ts'
import { receiptText } from '../transparency/receipt.ts'
import type { HashTree } from '../transparency/tree-proofs.ts'
import type { CheckpointFolder } from './checkpoint-folder.ts'

/** What receipts are made from; a service without a folder of checkpoints has none. */
export interface ReceiptsDeps {
  readonly store: Pick<JournalStore, 'entryById'> & Pick<FeedStore, 'feedNumbers'>
  readonly folder: CheckpointFolder | null
  readonly tree: HashTree
}

/** Receipts of decisions. */
export interface Receipts {
  /**
   * The receipt of a decision up to the newest checkpoint, as text in its one form. Problems decision_not_found;
   * receipt_not_ready while no checkpoint covers it.
   */
  of(decision: string, options: { readonly isOpened: boolean }): Promise<string>
}

/** Receipts from a store and the folder of its checkpoints. */
export function createReceipts({ store, folder, tree }: ReceiptsDeps): Receipts {
  return {
    of: async (decision, { isOpened }) => {
      const entry = await store.entryById(decision)
      if (entry === null || entry.kind !== 'decision') {
        throw new Problem('decision_not_found', `No decision has the id ${decision}.`)
      }
      if (folder === null) {
        throw notReady('This service writes no checkpoints: the setting checkpoint_folder says where to.')
      }
      const [number = null] = await store.feedNumbers([{ account: entry.account, sequence: entry.sequence }])
      const newest = await folder.newest()
      if (number === null || newest === null || number > newest.checkpoint.size) {
        throw notReady('No checkpoint covers the decision yet; the service writes one each day.')
      }
      const { size, root } = newest.checkpoint
      if ((await tree.root(size)).toString('base64') !== root) {
        throw new Problem('store_damaged', `The store is not the one that the checkpoint of ${size} numbers is of.`)
      }
      const proof = await tree.inclusionProof(number - 1, size)
      return receiptText({ sealed: sealedBefore(entry), isOpened, number, proof, checkpoint: newest.note })
    },
  }
}

function notReady(detail: string): Problem {
  return new Problem('receipt_not_ready', detail)
}
