import { describe, expect } from '@jest/globals'
import { violationsInBothSchemes } from './accessibility.ts'
import { press, type } from './by-keyboard.ts'
import { inBrowser } from './find-browser.ts'
import { type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole

/** An order under a suspicion, with what a person may approve: a manager reviews it. */
const suspected = (id: string): object => ({
  facts: {
    order: { id, status: 'partial', quantity: 1000, remains: 400, charge: '10.00', currency: 'USD' },
    account: { id: `account-of-${id}`, fraud_suspected: true },
    claim: { reason: 'undelivered' },
  },
})

withConsole(async (console) => {
  opened = console
  for (const id of ['r-1', 'r-2', 'r-3', 'r-4']) await opened.api('POST', '/v1/decisions', suspected(id))
})

describe('reviews in the console', () => {
  inBrowser('three in a row by keyboard alone: approved with an amount, denied, given more time', async () => {
    const key = await opened.keyOf('maria', ['review'], { '*': 'manager' })
    const page = await opened.page('/reviews', { key })
    await page.getByRole('link', { name: 'r-1' }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'Review of r-1' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.keyboard.press('a')
    await page.getByLabel('Note').waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('1.50')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Known for years.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('r-1 is approved.').waitFor()
    await page.getByRole('heading', { name: 'Review of r-2' }).waitFor()
    await page.keyboard.press('d')
    await page.getByLabel('Note').waitFor()
    await page.keyboard.type('The pictures show it delivered.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('r-2 is denied.').waitFor()
    await page.getByRole('heading', { name: 'Review of r-3' }).waitFor()
    await page.keyboard.press('e')
    await page.getByLabel('Why later').waitFor()
    await page.keyboard.type('The supplier answers on Friday.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('r-3 has more time.').waitFor()
    expect(await resolutionOf('r-1')).toMatchObject({ outcome: 'approve', amount: '1.50000', resolved_by: 'maria' })
    expect(await resolutionOf('r-2')).toMatchObject({ outcome: 'deny', note: 'The pictures show it delivered.' })
  })

  inBrowser(
    'of two reviewers at once the second is told calmly who was first, and nothing is credited twice, by keyboard',
    async () => {
      const [first, second] = [await opened.page('/reviews'), await opened.page('/reviews')]
      for (const page of [first, second]) {
        await press(page, /r-4/u, { role: 'link' })
        await page.getByRole('heading', { name: 'Review of r-4' }).waitFor()
        await page.keyboard.press('a')
        await type(page, 'Amount USD', { text: '2.00' })
        await type(page, 'Note', { text: 'Approved at the same time.' })
      }
      await first.keyboard.press('Control+Enter')
      await first.getByText('r-4 is approved.').waitFor()
      await second.keyboard.press('Control+Enter')
      await second.getByText('Somebody else was first').waitFor()
      await second.getByRole('heading', { name: 'How it ended' }).waitFor()
      const account = await opened.api('GET', '/v1/accounts/account-of-r-4')
      expect(account).toMatchObject({ balances: { USD: '2' } })
    },
  )

  inBrowser('a reader sees the queue, and nothing to resolve it with', async () => {
    const page = await opened.page('/reviews', { key: await opened.keyOf('reader', ['read']) })
    await page.getByRole('link', { name: 'r-3' }).click()
    await page.getByRole('heading', { name: 'Facts of the request' }).waitFor()
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  })

  inBrowser('all of it keeps to the content security policy', async () => {
    expect(opened.faults()).toEqual([])
  })
})

async function resolutionOf(order: string): Promise<unknown> {
  const { items } = (await opened.api('GET', '/v1/reviews?status=resolved')) as {
    readonly items: readonly { readonly order: string; readonly resolution: unknown }[]
  }
  return items.find((item) => item.order === order)?.resolution
}
