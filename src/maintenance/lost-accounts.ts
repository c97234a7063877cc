import { auditStream } from '../audit/audit-stream.ts'
import type { OrderBinding } from '../orders/order-binding-store.ts'
import type { Storage } from '../storage/storage.ts'

const pageSize = 500
/** So many are named; more would hide the rest of what is said. */
const mostNamed = 20

/** An account of which no entry is left, and what still names it. */
export interface LostAccount {
  readonly account: string
  readonly namedBy: string
}

/** Accounts without an entry that a bound order, or a request to erase one, still names: at most twenty. */
export async function lostAccounts(storage: Storage): Promise<readonly LostAccount[]> {
  const seen = new Set<string>()
  const lost: LostAccount[] = []
  for await (const named of namedAccounts(storage)) {
    if (seen.has(named.account)) continue
    seen.add(named.account)
    if ((await storage.stream(named.account, 0, 1)).length === 0) lost.push(named)
    if (lost.length === mostNamed) break
  }
  return lost
}

async function* namedAccounts(storage: Storage): AsyncGenerator<LostAccount> {
  let last: OrderBinding | null = null
  for (;;) {
    const page: readonly OrderBinding[] = await storage.orderBindings(last?.order ?? null, pageSize)
    for (const { order, account } of page) yield { account, namedBy: `the order "${order.id}" (${order.policy})` }
    last = page.at(-1) ?? null
    if (last === null) break
  }
  for await (const { sequence, details } of auditStream(storage, 0)) {
    const { account } = details
    if (typeof account === 'string') yield { account, namedBy: `entry ${sequence} of the audit log` }
  }
}
