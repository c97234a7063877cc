import { adminKey, type ServiceProcess, startService, temporaryFolder } from './service-process.ts'

/** Starts so many services on the one store; of several, the last has its clock 5 s slow. */
export async function startServices(count: number, storeUrl: string): Promise<readonly ServiceProcess[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => startOn(storeUrl, index > 0 && index === count - 1)))
}

/** Starts a service on the store. */
export function startOn(storeUrl: string, slow = false): Promise<ServiceProcess> {
  return startService({
    folder: temporaryFolder(),
    environment: { ADMIN_KEY: adminKey, STORE_URL: storeUrl, LOG_LEVEL: 'fatal' },
    ...(slow ? { script: 'test/service/skewed-serve.mjs' } : {}),
  })
}

/** Gives one after the other, and then the first again: what a balancer does with its processes. */
export function roundRobin<Item>(items: readonly Item[]): () => Item {
  let turn = 0
  return () => {
    const item = items[turn % items.length]
    if (item === undefined) throw new Error('there is nothing to take turns')
    turn += 1
    return item
  }
}
