// The use cases of the built service over a store, for processes of their own.
import { readFile } from 'node:fs/promises'
import { createDomain } from '../../dist/domain.js'
import { createCompiledEvaluator } from '../../dist/policy/evaluate/compiled.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'
import { systemClock } from '../../dist/time/clock.js'

/** The shipped policy's text. */
export function shippedPolicy() {
  return readFile(new URL('../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8')
}

/** Opens the store at the URL. */
export async function openDomain(url) {
  const storage = await openStorage(url)
  const domain = createDomain({ storage, clock: systemClock, createEvaluator: createCompiledEvaluator })
  return {
    ...domain,
    storage,
    publish: (text, name = 'smm-panel') =>
      domain.policies.publish({ name, text, reason: null, author: 'test', expected: 'any' }),
  }
}
