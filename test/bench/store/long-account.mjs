import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDomain, shippedPolicy } from '../../soak/dist-domain.mjs'
import { median, spread } from '../statistics.mjs'
import { quickFolder } from './quick-folder.mjs'

const shortLength = 100
const decisionsARound = 60

/** The shipped policy, and the same with a count by rule over all that the account ever had. */
async function policyTexts() {
  const text = await shippedPolicy()
  const counted = text
    .replace('name: smm-panel', 'name: counted')
    .replace('  history.claims_30d:\n', `${countByRule}  history.claims_30d:\n`)
    .replace('  repeated_attempts:\n    any:\n', `  repeated_attempts:\n    any:\n${neverReached}`)
  return { 'smm-panel': text, counted }
}

const countByRule = `  history.undelivered:
    type: integer
    from: history
    count: { entries: decisions, of: account, where: { rule: undelivered-part } }
`
const neverReached = '      - { fact: history.undelivered, operator: greaterThanInclusive, value: 1000000000 }\n'

/**
 * What a decision takes in an account of so many entries, beside one in an account of 100: of the shipped policy, and of
 * one that counts by rule.
 */
export async function longAccount({ sizes, tell }) {
  const folder = quickFolder()
  try {
    const { decisions, publish, storage } = await openDomain(`sqlite:${join(folder, 'long.db')}`)
    for (const [name, text] of Object.entries(await policyTexts())) await publish(text, name)
    const figures = {}
    for (const policy of ['smm-panel', 'counted']) {
      const lengths = { [`short-${policy}`]: shortLength, [`long-${policy}`]: sizes.longAccount }
      for (const [account, length] of Object.entries(lengths)) {
        await decideInTurn({ decisions, policy, account, count: length, prefix: 'filled' })
      }
      figures[policy] = await compare({ decisions, policy, accounts: Object.keys(lengths), rounds: sizes.rounds })
      const ratio = figures[policy].median.toFixed(2)
      tell(
        `  an account of ${sizes.longAccount} entries takes ${ratio} x the time of one of ${shortLength} (${policy})`,
      )
    }
    await storage.close()
    return { entries: sizes.longAccount, plain: figures['smm-panel'], counted: figures.counted }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** In turns, decision by decision, so that both meet the same moods of the machine. */
async function compare({ decisions, policy, accounts, rounds }) {
  const ratios = []
  for (let round = 0; round < rounds; round += 1) {
    const took = accounts.map(() => [])
    for (let index = 0; index < decisionsARound; index += 1) {
      for (const [place, account] of accounts.entries()) {
        const prefix = `round-${round}-${index}`
        took[place].push(await decideInTurn({ decisions, policy, account, count: 1, prefix }))
      }
    }
    const [short, long] = took.map(median)
    ratios.push(long / short)
  }
  return spread(ratios)
}

/** Every second is approved; milliseconds that all took. */
async function decideInTurn({ decisions, policy, account, count, prefix }) {
  const started = performance.now()
  for (let index = 0; index < count; index += 1) {
    const remains = index % 2 === 0 ? 157 : 0
    const id = `${account}-${prefix}-${index}`
    const order = { id, status: 'partial', quantity: 1000, remains, charge: '0.27819', currency: 'USD' }
    await decisions.decide({
      policy,
      facts: { order, account: { id: account } },
      idempotencyKey: id,
      author: 'bench',
    })
  }
  return performance.now() - started
}
