// What a page of every documented query costs in a store with few decisions and in one with many.
import { writePageCursor } from '../../../dist/ids/page-cursor.js'
import { writeQueuePlace } from '../../../dist/ids/queue-place.js'
import { openStorage } from '../../../dist/storage/open/open-storage.js'
import { median } from '../statistics.mjs'
import { fillStore } from './filled-store.mjs'

const pageSize = 50
/** What many of the filled store's decisions have. */
const common = { outcome: 'approve', clause: '2.b', rule: 'undelivered-part', level: 'support' }
const rounds = 15

/** So many decisions lie behind a late page: enough for every query to fill it. */
const behind = (written) => Math.min(1000, Math.floor(written.length / 2))

/** Each query with its first page and a late one: near the end of all. */
function queriesOver({ written, busyAccount, busyOrder }) {
  const place = behind(written)
  const late = written[place]
  const middle = written[Math.floor(written.length / 2)]
  const before = writePageCursor(late.id)
  const after = writePageCursor(written[written.length - place].id)
  const lateReview = written.slice(written.length - place).find(({ due }) => due !== null)
  // Queues begin with the oldest, lists with the newest.
  const queue = writeQueuePlace({ due: lateReview.due, id: lateReview.id })
  const decisions = (filter) => ({
    first: (store) => store.decisions(filter, pageSize, null),
    late: (store) => store.decisions(filter, pageSize, before),
  })
  return {
    decisions: decisions({}),
    'decisions?order_id': decisions({ order: busyOrder }),
    'decisions?account_id': decisions({ account: busyAccount }),
    'decisions?outcome': decisions({ outcome: common.outcome }),
    'decisions?clause': decisions({ clause: common.clause }),
    'decisions?rule': decisions({ rule: common.rule }),
    'decisions?policy': decisions({ policy: 'smm-panel' }),
    'decisions?policy_version': decisions({ policyVersion: 1 }),
    'decisions?from (half of all)': { first: (store) => store.decisions({ from: middle.decided_at }, pageSize, null) },
    'decisions?to (half of all)': { first: (store) => store.decisions({ to: middle.decided_at }, pageSize, null) },
    'decisions?account_id&outcome': decisions({ account: busyAccount, outcome: common.outcome }),
    'decisions?policy_version&outcome (none is found)': decisions({ policyVersion: 1, outcome: 'unknown' }),
    reviews: {
      first: (store) => store.pendingReviews({}, pageSize, null),
      late: (store) => store.pendingReviews({}, pageSize, queue),
    },
    'reviews?level': {
      first: (store) => store.pendingReviews({ level: common.level }, pageSize, null),
      late: (store) => store.pendingReviews({ level: common.level }, pageSize, queue),
    },
    'credits/undelivered': {
      first: (store) => store.pendingDeliveries(pageSize, null),
      late: (store) => store.pendingDeliveries(pageSize, after),
    },
    'entries of a kind (disputes)': {
      first: (store) => store.entriesOfKind('decision', pageSize, null),
      late: (store) => store.entriesOfKind('decision', pageSize, before),
    },
    'accounts/{id}/entries': {
      first: (store) => store.stream(busyAccount, 0, pageSize),
      late: (store) => store.stream(busyAccount, Math.floor((written.length - place) / 4), pageSize),
    },
    'an account (its newest entry)': { first: (store) => store.head(busyAccount) },
    'an order (its newest entry)': {
      first: (store) => store.newestOfOrder(busyAccount, { policy: 'smm-panel', id: busyOrder }),
    },
    'a decision by id': { first: (store) => store.entryById(middle.id) },
    'an idempotency key': { first: (store) => store.entryByIdempotencyKey(busyAccount, 'key-400') },
    'the start of a window': {
      first: (store) => store.newestDecidedUpTo(busyAccount, middle.decided_at, Number.MAX_SAFE_INTEGER),
    },
  }
}

async function cost(work) {
  const started = performance.now()
  const found = await work()
  return { took: performance.now() - started, items: (found?.items ?? found)?.length ?? 1 }
}

/** Says for every query what a page costs with few decisions, and how many times that with many. */
export async function pageCosts({ urls, counts, say }) {
  const stores = []
  for (const [index, count] of counts.entries()) {
    const url = urls[index]
    const filled = await fillStore(url, count)
    stores.push({ url, queries: queriesOver(filled), storage: await openStorage(url) })
  }
  const [few] = stores
  const name = few.url.split(':')[0]
  say(`a page of ${pageSize}, ${name}: cost with ${counts[0]} decisions`, '', `with ${counts[1]}`)
  for (const [query, pages] of Object.entries(few.queries)) {
    for (const page of Object.keys(pages)) {
      const taken = stores.map(() => [])
      const found = []
      // In turns, so that both meet the same moods of the machine.
      for (let round = 0; round <= rounds; round += 1) {
        for (const [index, { queries, storage }] of stores.entries()) {
          const { took, items } = await cost(() => queries[query][page](storage))
          if (round > 0) taken[index].push(took)
          found[index] = items
        }
      }
      const [base, other] = taken.map(median)
      const uneven = found[0] === found[1] ? '' : ` (${found.join(' and ')} items)`
      say(`  ${query}, ${page}`, `${base.toFixed(3)} ms`, `${(other / base).toFixed(2)} x${uneven}`)
    }
  }
  for (const { storage } of stores) await storage.close()
}
