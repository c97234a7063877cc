import type { Json } from '../http/open-panel.ts'
import { openWorld, type World } from './open-world.ts'

/** The shipped policy's orders of 24.00 USD, one for each name, with their disputes. */
export interface PanelOrders extends World {
  /** Registers the order for an account of its own. */
  place(name: string): Promise<void>
  /** The administrators cancel it: all of it is due. */
  cancel(name: string): Promise<Json>
  /** So many of its 1000 are missing. */
  miss(name: string, remains: number): Promise<Json>
  /** A notice about the order's payment, by a customer who had talked to support. */
  dispute(name: string, amount: string, more?: object): ReturnType<World['post']>
  end(dispute: Json, outcome: string, more?: object): ReturnType<World['post']>
  account(name: string): Promise<Json>
}

/** A new service with the shipped policy. */
export async function openPanelOrders(): Promise<PanelOrders> {
  const world = await openWorld()
  const facts = (name: string, order: object = {}) => ({
    order: { id: name, ...order },
    account: { id: `owner-${name}` },
  })
  return {
    ...world,
    place: async (name) => {
      const order = { quantity: 1000, charge: '24.00', currency: 'USD' }
      const { status, text } = await world.put(`/v1/orders/${name}`, { facts: facts(name, order) })
      if (status !== 201) throw new Error(text)
    },
    cancel: (name) => world.rule(facts(name, { status: 'canceled', canceled_by: 'admin' })),
    miss: (name, remains) => world.rule(facts(name, { status: 'partial', remains })),
    dispute: (name, amount, more = {}) =>
      world.post('/v1/disputes', {
        account: `owner-${name}`,
        payment_reference: `pay-${name}`,
        order: name,
        amount,
        currency: 'USD',
        opened_at: '2026-02-20T09:00:00Z',
        support_contacted_at: '2026-02-18T09:00:00Z',
        ...more,
      }),
    end: (dispute, outcome, more = {}) =>
      world.post(`/v1/disputes/${String(dispute['id'])}/outcome`, { outcome, ...more }),
    account: async (name) => (await world.get(`/v1/accounts/owner-${name}`)).json,
  }
}
