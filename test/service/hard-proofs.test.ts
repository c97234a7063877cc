import { afterEach, expect, it } from '@jest/globals'
import { hardText } from '../policy/analysis/hard-text.ts'
import { adminKey, smallPolicy, startService, stopServices, temporaryFolder } from './service-process.ts'

afterEach(stopServices)

it('a proof that comes to no end holds no other request up, and is answered as not decided', async () => {
  const environment = { ...smallPolicy, ADMIN_KEY: adminKey, PROOF_MS: '4000' }
  const { url } = await startService({ folder: temporaryFolder(), environment })
  const headers = { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml' }
  const text = hardText.replace('name: shop', 'name: minimal')
  const over = new AbortController()
  const proof = fetch(`${url}/v1/policies/minimal/proofs`, { method: 'POST', headers, body: text })
  void proof.finally(() => over.abort())
  let answered = 0
  while (!over.signal.aborted) {
    expect((await fetch(`${url}/v1/decisions?limit=1`, { headers })).status).toBe(200)
    if (!over.signal.aborted) answered += 1
  }
  const response = await proof
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { is_partial: true, because: 'The time for it was used up.' },
  ])
  expect(answered).toBeGreaterThan(10)
}, 120_000)
