import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Decision } from '../../../src/decisions/decision.ts'
import { ofKinds } from '../../../src/journal/of-kind.ts'
import { sumDecimals } from '../../../src/money/sum-decimals.ts'
import { openStorage } from '../../../src/storage/open/open-storage.ts'
import { builtFile } from '../../built/fresh-build.mjs'
import { adminKey, type ServiceProcess } from '../../service/service-process.ts'

/** What one request came to. */
export type Answered =
  | { readonly decision: Decision }
  /** A refusal that says when to come again; what was asked may have been done. */
  | { readonly tryAgainAfter: number }
  /** The service is gone or the answer was cut off. */
  | { readonly gone: true }

/** Asks for a decision under an idempotency key; an answer of any other kind is an error. */
export async function claim(service: ServiceProcess, key: string, request: object): Promise<Answered> {
  const sent = {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${adminKey}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': `"${key}"`,
    },
    body: JSON.stringify(request),
  }
  const answer = await fetch(`${service.url}/v1/decisions`, sent).then(
    async (response) => ({ response, text: await response.text() }),
    () => null,
  )
  if (answer === null) return { gone: true }
  const { response, text } = answer
  if (response.status === 201 || response.status === 200) return { decision: JSON.parse(text) as Decision }
  const wait = response.headers.get('Retry-After')
  if (response.status === 503 && wait !== null) return { tryAgainAfter: Number(wait) }
  await sleep(200)
  const log = service.stderr().slice(-3000)
  throw new Error(
    `an answer that no client can expect: ${response.status} ${text}\nThe service's log ends with:\n${log}`,
  )
}

/** Asks under the same key until there is a decision, each time the next of the services that are there. */
export async function claimUntilDecided(
  services: () => readonly ServiceProcess[],
  key: string,
  request: object,
  onRefusal: () => void = () => {},
): Promise<Decision> {
  for (let turn = 0; turn < 600; turn += 1) {
    const there = services()
    const service = there[(turn + key.length) % there.length]
    const answered = service === undefined ? { gone: true } : await claim(service, key, request)
    if ('decision' in answered) return answered.decision
    if ('tryAgainAfter' in answered) onRefusal()
    await sleep(200)
  }
  const logs = services().map(({ stderr }) => stderr().slice(-1000))
  throw new Error(`no decision was made for ${key}\nThe services' logs end with:\n${logs.join('\n...\n')}`)
}

const run = promisify(execFile)

/** What `refund-policy verify` says about the store. */
export async function verify(
  storeUrl: string,
): Promise<{ readonly faults: readonly unknown[]; readonly entries: number }> {
  const commandLine = [builtFile('cli/main.js'), 'verify', '--json', '--store', storeUrl]
  const { stdout } = await run(process.execPath, commandLine, {
    maxBuffer: 100_000_000,
    env: { ...process.env, MONGODB_STANDALONE: 'allowed' },
  }).catch((error: { readonly stdout: string }) => error)
  return JSON.parse(stdout) as { readonly faults: readonly unknown[]; readonly entries: number }
}

/** All that was credited for each order, from the stored decisions. */
export async function creditedByOrder(storeUrl: string): Promise<ReadonlyMap<string, string>> {
  const storage = await openStorage(storeUrl)
  const credits = new Map<string, string[]>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, next } = await storage.decisions({}, 500, cursor ?? null)
    for (const { order, result } of ofKinds(items, ['decision'])) {
      const amount = result.refund?.amount ?? '0'
      if (order !== null) credits.set(order.id, [...(credits.get(order.id) ?? []), amount])
    }
    cursor = next
  }
  await storage.close()
  return new Map([...credits].map(([order, amounts]) => [order, sumDecimals(amounts)]))
}
