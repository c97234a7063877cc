import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { partialOrder } from '../service/service-process.ts'
import { findBrowser, inBrowser } from './find-browser.ts'
import { type OpenConsole, openConsole } from './open-console.ts'

let opened: OpenConsole
let views: readonly string[]

beforeAll(async () => {
  if (findBrowser() === null) return
  opened = await openConsole()
  const { id } = (await opened.api('POST', '/v1/decisions', partialOrder('o-1', 'a-1'))) as { readonly id: string }
  const denied = (await opened.api('POST', '/v1/decisions', {
    facts: { order: { id: 'o-2', status: 'completed', charge: '1', currency: 'USD' }, account: { id: 'a-1' } },
  })) as { readonly id: string }
  const dispute = (await opened.api('POST', '/v1/disputes', {
    kind: 'inquiry',
    payment_reference: 'pay-1',
    account: 'a-1',
    amount: '1',
    currency: 'USD',
    opened_at: '2026-03-03T10:00:00Z',
  })) as { readonly id: string }
  const draft = (await opened.api('POST', '/v1/policies/smm-panel/drafts', {})) as { readonly id: string }
  views = [
    '/overview',
    '/decisions',
    `/decisions/${id}`,
    `/decisions/${denied.id}`,
    '/reviews',
    '/accounts',
    '/accounts/a-1',
    '/orders/smm-panel/o-1',
    '/disputes',
    `/disputes/${dispute.id}`,
    '/policies/smm-panel/versions',
    `/policies/smm-panel/drafts/${draft.id}/release`,
    ...['switch', 'policies', 'keys', 'audit', 'about'].map((tab) => `/settings?tab=${tab}`),
    '/nowhere',
    '/policies/nothing/versions',
    '/decisions/no-id',
  ]
}, 180_000)
afterAll(async () => {
  if (opened !== undefined) await opened.close()
})

describe('the console keeps calm', () => {
  inBrowser('in every view: nothing is thrown, nothing left to itself, and no trace of a stack is shown', async () => {
    const page = await opened.page('')
    for (const view of views) {
      await page.goto(`${opened.service.url}/console${view}`)
      await page.getByRole('heading').first().waitFor()
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
      expect(`${view}: ${await page.locator('main').innerText()}`).not.toMatch(
        /Error:|\bat .+:\d+:\d+|This view broke/u,
      )
    }
    expect(opened.faults()).toEqual([])
  })

  inBrowser('where a view cannot be loaded: it says that nothing is lost, and how to go on', async () => {
    const page = await opened.page('/decisions')
    await page.getByRole('link', { name: 'o-1' }).waitFor()
    await page.route('**/assets/disputes-view-*.js', (route) => route.abort())
    await page.getByRole('navigation').getByRole('link', { name: 'Disputes' }).click()
    await page.getByRole('heading', { name: 'This view broke' }).waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/Error:|\bat .+:\d+:\d+/u)
    await page.unroute('**/assets/disputes-view-*.js')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Disputes' }).waitFor()
  })
})
