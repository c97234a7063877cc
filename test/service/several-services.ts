import { adminKey, type ServiceProcess, startService, temporaryFolder } from './service-process.ts'

type Environment = Readonly<Record<string, string>>

/** Starts so many services on the one store; of several, the last has its clock slow: by 5 s, or SECONDS_SLOW of its environment. */
export async function startServices(
  count: number,
  storeUrl: string,
  environment: Environment = {},
): Promise<readonly ServiceProcess[]> {
  const isSlow = (index: number): boolean => index > 0 && index === count - 1
  const starts = Array.from({ length: count }, (_, index) =>
    isSlow(index) ? start(storeUrl, environment, 'test/service/skewed-serve.mjs') : start(storeUrl, environment),
  )
  return Promise.all(starts)
}

/** Starts a service on the store. */
export function startOn(storeUrl: string): Promise<ServiceProcess> {
  return start(storeUrl, {})
}

function start(storeUrl: string, environment: Environment, script = 'dist/main.js'): Promise<ServiceProcess> {
  const settings = { ADMIN_KEY: adminKey, STORE_URL: storeUrl, LOG_LEVEL: 'error', ...environment }
  return startService({ folder: temporaryFolder(), environment: settings, script })
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
