import { readFileSync } from 'node:fs'
import { describe, expect } from '@jest/globals'
import { partialOrder } from '../service/service-process.ts'
import { violationsInBothSchemes } from './accessibility.ts'
import { focusIsAt, focusIsSeen, press, tabTo, type } from './by-keyboard.ts'
import { inBrowser } from './find-browser.ts'
import { adminKey, type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole
let decision: string

const notice = {
  provider_id: 'dp-1',
  kind: 'chargeback',
  payment_reference: 'pay-1',
  order: 'o-1',
  account: 'a-1',
  amount: '0.27819',
  currency: 'USD',
  opened_at: '2026-03-03T10:00:00Z',
}

withConsole(async (console) => {
  opened = console
  const decided = (await opened.api('POST', '/v1/decisions', partialOrder('o-1', 'a-1'))) as { readonly id: string }
  decision = decided.id
})

describe('the views of the console, by keyboard alone', () => {
  inBrowser('who signs in finds a decision, and reads why: each rule, what it saw, and the formula', async () => {
    const page = await opened.page('/decisions', { key: null })
    await type(page, 'API key', { text: adminKey })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Decisions', level: 1 }).waitFor()
    await tabTo(page, 'link', 'Skip to content')
    await focusIsSeen(page)
    await page.keyboard.press('Enter')
    await page.locator('#content:focus').waitFor()
    await type(page, 'Order', { text: 'o-1' })
    await page.keyboard.press('Enter')
    await tabTo(page, 'link', 'o-1')
    await focusIsSeen(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Decision on o-1' }).waitFor()
    await page.locator('#content:focus').waitFor()
    await page.getByText('undelivered-part', { exact: false }).first().waitFor()
    await page.getByText('prorate(order.charge, undelivered, order.quantity)').first().waitFor()
    await page.getByText('USD 0.04368').first().waitFor()
    await page.getByRole('row', { name: /^Hash [0-9a-f]{64}/u }).waitFor()
    await page.getByText('No signed checkpoint covers this entry yet.', { exact: false }).waitFor()
    await press(page, 'Ask it')
    await page.getByText('Version 1 says the same.').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('a decision is looked at again for a reason, and the review that waits then is shown', async () => {
    const page = await opened.page(`/decisions/${decision}`)
    await press(page, 'Have it looked at again')
    await focusIsAt(page, 'textbox', 'Reason')
    await page.keyboard.type('The customer sent a picture.')
    await press(page, 'Have it looked at again', { within: page.getByRole('dialog') })
    await page.getByRole('heading', { name: 'Review of o-1' }).waitFor()
  })

  inBrowser('an account is found, its balance adjusted, and the statement says by whom', async () => {
    const page = await opened.page('/accounts')
    await type(page, 'Id of the account', { text: 'a-1' })
    await page.keyboard.press('Enter')
    await press(page, 'Adjust the balance')
    await focusIsAt(page, 'textbox', 'Reason')
    await page.keyboard.type('Goodwill after the outage.')
    const dialog = page.getByRole('dialog')
    await type(page, 'Amount', { text: '5', within: dialog })
    await type(page, 'Currency', { text: 'usd', within: dialog })
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'Adjust the balance', { within: dialog })
    await page.getByRole('cell', { name: 'Adjustment' }).waitFor()
    await page.getByRole('cell', { name: 'USD 5.04368' }).first().waitFor()
  })

  inBrowser('an order shows its ledger and its decisions', async () => {
    const page = await opened.page('/orders/smm-panel/o-1')
    await page.getByText('Credited here').waitFor()
    await page.getByRole('link', { name: 'o-1' }).waitFor()
  })

  inBrowser('a dispute goes from notice to end, its pack is saved, and it is opened again', async () => {
    const first = { ...notice, respond_by: '2026-03-13T10:00:00Z' }
    const { id } = (await opened.api('POST', '/v1/disputes', first)) as { readonly id: string }
    const later = { ...notice, provider_id: 'dp-2', respond_by: '2126-03-13T10:00:00Z' }
    await opened.api('POST', '/v1/disputes', later)
    await opened.api('POST', '/v1/disputes', { ...notice, provider_id: 'dp-3' })
    const page = await opened.page('/disputes')
    const links = page.getByRole('table').getByRole('link', { name: /^dp-/u })
    await links.first().waitFor()
    expect(await links.allTextContents()).toEqual(['dp-1', 'dp-2', 'dp-3'])
    expect(await page.getByRole('cell', { name: /^overdue, .* ago/u }).count()).toBe(1)
    await page.getByLabel('Deadline').selectOption('Overdue')
    await links.nth(1).waitFor({ state: 'detached' })
    await links.first().waitFor()
    expect(await links.allTextContents()).toEqual(['dp-1'])
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'dp-1', { role: 'link' })
    await page.getByRole('heading', { name: 'Dispute dp-1' }).waitFor()
    await press(page, 'Note how it ended')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'Note how it ended', { within: dialog })
    await page.getByRole('cell', { name: 'closed' }).waitFor()
    await page.getByRole('cell', { name: 'Won' }).first().waitFor()
    const saved = page.waitForEvent('download')
    await press(page, 'Save as JSON')
    expect(JSON.parse(readFileSync(await (await saved).path(), 'utf8'))).toMatchObject({ dispute: { status: 'won' } })
    await press(page, 'Open it again')
    await dialog.waitFor()
    await page.getByLabel('The new round has to be answered by').fill('2126-12-01T10:00')
    await press(page, 'Open it again', { within: dialog })
    await page.getByRole('cell', { name: 'opened again' }).waitFor()
    expect(await opened.api('GET', `/v1/disputes/${id}`)).toMatchObject({
      respond_by: '2126-12-01T09:00:00.000Z',
    })
  })

  inBrowser('the overview sums up days, also as a table and a file; what it shows leads on', async () => {
    const page = await opened.page('/overview')
    await page.getByRole('heading', { name: 'Decisions by day' }).waitFor()
    await page.getByText('As a table').first().click()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).first().click()
    expect(readFileSync(await (await saved).path(), 'utf8')).toMatch(
      /^Day \(Europe\/Vienna\),Approved,Denied,In review\r\n/u,
    )
    await page.getByText('Published in this time:').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByLabel('To', { exact: true }).fill('2020-02-02')
    await page.getByText('Nothing was decided in this time').waitFor()
    expect(page.url()).toContain('to=2020-02-02')
  })

  inBrowser(
    'the overview counts by the days of the time zone that is chosen, and remembers which that was',
    async () => {
      const { decided_at } = (await opened.api('GET', `/v1/decisions/${decision}`)) as { readonly decided_at: string }
      const page = await opened.page('/overview')
      await page.getByText('Days are days of the time zone Europe/Vienna', { exact: false }).waitFor()
      // It is never the same day in both.
      for (const [typed, timeZone] of [
        ['kiritimati', 'Pacific/Kiritimati'],
        ['pago pago', 'Pacific/Pago_Pago'],
      ] as const) {
        await tabTo(page, 'combobox', 'Time zone')
        await page.keyboard.press('ControlOrMeta+a')
        await page.keyboard.type(typed)
        await page.getByRole('option').first().waitFor()
        expect(await violationsInBothSchemes(page)).toEqual([])
        await page.keyboard.press('Enter')
        await page.getByText(`Days are days of the time zone ${timeZone}`, { exact: false }).waitFor()
        expect(new URL(page.url()).searchParams.get('time_zone')).toBe(timeZone)
        await page.getByText('As a table').first().click()
        const date = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(decided_at))
        const row = page.getByRole('table', { name: 'Decisions by day' }).getByRole('row', { name: date })
        expect(
          (await row.getByRole('cell').allInnerTexts())
            .slice(1)
            .map(Number)
            .some((count) => count > 0),
        ).toBe(true)
        await page.getByText('v1', { exact: true }).first().waitFor()
        await page.getByText('As a table').first().click()
      }
      await page.goto(`${opened.service.url}/console/overview?days=7`)
      await page.getByText('Days are days of the time zone Pacific/Pago_Pago', { exact: false }).waitFor()
    },
  )

  inBrowser('an address that leads nowhere says so, and so does an id that nobody has', async () => {
    const page = await opened.page('/nowhere')
    await page.getByText('Nothing is here').waitFor()
    await page.goto(`${opened.service.url}/console/accounts/nobody`)
    await page.getByText('No such account').waitFor()
  })

  inBrowser('a service that goes away is told of calmly, the view stays, and goes on when it is back', async () => {
    const page = await opened.page('/decisions')
    await page.getByRole('link', { name: 'o-1' }).first().waitFor()
    await tabTo(page, 'switch', 'Follow new ones')
    await page.keyboard.press('Space')
    opened.service.signal('SIGKILL')
    await page.getByText('The service is away').waitFor()
    await page.getByRole('link', { name: 'o-1' }).first().waitFor()
    await opened.service.ended
    await opened.restart()
    await page.getByText('The service is away').waitFor({ state: 'hidden' })
    await opened.api('POST', '/v1/decisions', partialOrder('o-2', 'a-1'))
    await page.getByRole('link', { name: 'o-2' }).first().waitFor()
  })

  inBrowser('all of it keeps to the content security policy, and asks nobody else', async () => {
    expect(opened.faults()).toEqual([])
  })
})
