// The use cases without HTTP, in this process, one part of the load at a time.
import { join } from 'node:path'
import { openDomain, shippedPolicy } from '../../soak/dist-domain.mjs'

const factsOf = (order, account) => ({
  order: { id: order, status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' },
  claim: { reason: 'undelivered' },
  account: { id: account },
})
const requestOf = (order, account, policy = 'smm-panel') => ({
  policy,
  facts: factsOf(order, account),
  idempotencyKey: `key of ${order}`,
  author: 'bench',
})

/** Decisions one after the other, repeated, at once, and by many policies, per second. */
export async function inProcess({ sizes, folder, tell }) {
  const text = await shippedPolicy()
  const times = (count) => Math.max(50, Math.round(count * sizes.inProcess))
  let stores = 0
  const open = async (names = ['smm-panel'], url = `sqlite:${join(folder, `in-process-${(stores += 1)}.db`)}`) => {
    const domain = await openDomain(url)
    for (const name of names) await domain.publish(text.replace('name: smm-panel', `name: ${name}`), name)
    return domain
  }
  const figures = {}
  const say = (what, rate) => {
    figures[what] = rate
    tell(`  ${what.padEnd(62)} ${String(Math.round(rate)).padStart(8)} /s`)
  }
  await oneAfterTheOther({ open, count: times(3000), say })
  await repeated({ open, count: times(2000), say })
  await atOnce({ open, count: times(2000), say })
  await manyPolicies({ open, count: times(2000), say })
  return figures
}

async function perSecond(count, work) {
  for (let index = 0; index < Math.min(count, 200); index += 1) await work(`warm-${index}`)
  const started = performance.now()
  for (let index = 0; index < count; index += 1) await work(index)
  return (count / (performance.now() - started)) * 1000
}

async function oneAfterTheOther({ open, count, say }) {
  for (const url of ['memory:', undefined]) {
    const { decisions, storage } = await open(undefined, url)
    const rate = await perSecond(count, (index) => decisions.decide(requestOf(`o-${index}`, `a-${index}`)))
    say(`decisions, one after the other, ${url === undefined ? 'sqlite' : 'memory'}`, rate)
    await storage.close()
  }
}

async function repeated({ open, count, say }) {
  const { decisions, storage } = await open()
  const ask = (index) => requestOf(`o-${index}`, `a-${index}`)
  say('first decisions of orders', await perSecond(count, (index) => decisions.decide(ask(index))))
  const again = (index) => decisions.decide({ ...ask(index), idempotencyKey: null })
  say('the same callback once more', await perSecond(count, again))
  say('the same request with its key', await perSecond(count, (index) => decisions.decide(ask(index))))
  await storage.close()
}

async function atOnce({ open, count, say }) {
  const { decisions, storage } = await open()
  for (const accounts of [50, 1]) {
    const started = performance.now()
    for (let index = 0; index < count; index += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, place) =>
          decisions.decide(requestOf(`o-${accounts}-${index + place}`, `p-${accounts}-${place % accounts}`)),
        ),
      )
    }
    const rate = (Math.ceil(count / 50) * 50 * 1000) / (performance.now() - started)
    say(`50 decisions at once, of ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`, rate)
  }
  await storage.close()
}

async function manyPolicies({ open, count, say }) {
  const names = Array.from({ length: 10 }, (_, index) => `policy-${index}`)
  const { decisions, storage } = await open(names)
  for (const used of [1, 10]) {
    const nameOf = (index) => names[Number(String(index).replace('warm-', '')) % used]
    const rate = await perSecond(count, (index) =>
      decisions.decide(requestOf(`o-${used}-${index}`, `a-${used}-${index}`, nameOf(index))),
    )
    say(`decisions by ${used} of ${names.length} policies`, rate)
  }
  await storage.close()
}
