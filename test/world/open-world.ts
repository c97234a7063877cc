import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyStore } from '../../src/maintenance/verify-store.ts'
import { type Json, openPanel, type Panel } from '../http/open-panel.ts'

type PolicyFile =
  | 'air-passengers'
  | 'concert-tickets'
  | 'courier'
  | 'deposits'
  | 'devices'
  | 'exchange-fees'
  | 'final-bills'
  | 'guided-tours'
  | 'language-courses'
  | 'lamp-shop'
  | 'meal-boxes'
  | 'seed-shop'
  | 'sheet-music'
  | 'vet-bills'

/** A service as another system's backend sees it, with a policy of the world beside the shipped one. */
export interface World extends Panel {
  /** Decides by the world's policy; the answer has to be a new decision. */
  rule(facts: object): Promise<Json>
  /** What is known of the policy's order. */
  order(id: string): Promise<Json>
  resolve(review: Json, resolution: object): ReturnType<Panel['post']>
  /** Decides everything that was stored once more and recomputes every sum, then closes; a fault is an error. */
  close(): Promise<void>
}

/** The text of a policy of the world. */
export function policyText(name: PolicyFile): string {
  return readFileSync(join(import.meta.dirname, 'policies', `${name}.yaml`), 'utf8')
}

/** A new service on which the policy is published; without a name the shipped one decides. */
export async function openWorld(name?: PolicyFile, text = name && policyText(name)): Promise<World> {
  const panel = await openPanel('memory')
  if (name !== undefined && text !== undefined) await publish(panel, name, text)
  const policy = name ?? 'smm-panel'
  return {
    ...panel,
    rule: async (facts) => {
      const { status, json, text: body } = await panel.post('/v1/decisions', { policy, facts })
      if (status !== 201) throw new Error(body)
      return json
    },
    order: async (id) => (await panel.get(`/v1/orders/${id}?policy=${policy}`)).json,
    resolve: (review, resolution) =>
      panel.post(`/v1/reviews/${String(review['id'])}/resolution`, { note: 'looked at it', ...resolution }),
    close: async () => {
      const { entries, faults } = await verifyStore(panel.running.service, { account: null })
      await panel.close()
      if (entries === 0 || faults.length > 0) throw new Error(`of ${entries} entries: ${JSON.stringify(faults)}`)
    },
  }
}

async function publish(panel: Panel, name: string, body: string): Promise<void> {
  const headers = { 'Content-Type': 'application/yaml', 'If-None-Match': '*' }
  const { status, text } = await panel.running.send('POST', `/v1/policies/${name}/versions?reason=new`, {
    headers,
    body,
  })
  if (status !== 201) throw new Error(text)
}
