import { describe, expect } from '@jest/globals'
import { partialOrder } from '../service/service-process.ts'
import { violationsInBothSchemes } from './accessibility.ts'
import { inBrowser } from './find-browser.ts'
import { type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole
const abouts = ['what happened', 'policies', 'settings', 'nothing that is there'] as const
type About = (typeof abouts)[number]
/** Addresses of every view, by what they are about. */
let views: Readonly<Record<About, readonly string[]>>

withConsole(async (console) => {
  opened = console
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
  const { text } = (await opened.api('GET', '/v1/policies/smm-panel')) as { readonly text: string }
  const draft = (await opened.api('POST', '/v1/policies/smm-panel/drafts', {
    text: text.replace('due: 72 h', 'due: 96 h'),
  })) as { readonly id: string }
  const at = `/policies/smm-panel/drafts/${draft.id}`
  views = {
    'what happened': [
      '/overview',
      '/decisions',
      `/decisions/${id}`,
      `/decisions/${denied.id}`,
      '/reviews',
      '/reviews?status=resolved',
      '/accounts',
      '/accounts/a-1',
      '/orders/smm-panel/o-1',
      '/disputes',
      `/disputes/${dispute.id}`,
    ],
    policies: [
      '/policies',
      '/policies/smm-panel',
      '/policies/smm-panel/versions',
      `${at}/release`,
      ...['outline', 'page', 'changes'].map((panel) => `${at}?panel=${panel}`),
    ],
    settings: ['switch', 'policies', 'keys', 'audit', 'about'].map((tab) => `/settings?tab=${tab}`),
    'nothing that is there': ['/nowhere', '/policies/nothing/versions', '/decisions/no-id'],
  }
})

describe('the console keeps calm', () => {
  for (const about of abouts) {
    inBrowser(
      `in every view of ${about}: nothing is thrown, no trace of a stack is shown, and axe finds nothing`,
      async () => {
        const page = await opened.page('')
        for (const path of views[about]) {
          await page.goto(`${opened.service.url}/console${path}`)
          await page.getByRole('heading').first().waitFor()
          await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
          expect(`${path}: ${await page.locator('main').innerText()}`).not.toMatch(
            /Error:|\bat .+:\d+:\d+|This view broke/u,
          )
          expect((await violationsInBothSchemes(page)).map((line) => `${path}: ${line}`)).toEqual([])
        }
        expect(opened.faults()).toEqual([])
      },
    )
  }

  inBrowser('where a view cannot be loaded: it says that nothing is lost, and how to go on', async () => {
    const page = await opened.page('/decisions')
    await page.getByRole('link', { name: 'o-1' }).waitFor()
    await page.route('**/assets/disputes-view-*.js', (route) => route.abort())
    await page.getByRole('navigation').getByRole('link', { name: 'Disputes' }).click()
    await page.getByRole('heading', { name: 'This view broke' }).waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/Error:|\bat .+:\d+:\d+/u)
    await page.unroute('**/assets/disputes-view-*.js')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Disputes', level: 1 }).waitFor()
  })
})
