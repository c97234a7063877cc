import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { partialOrder } from '../service/service-process.ts'
import { findBrowser, inBrowser } from './find-browser.ts'
import { type OpenConsole, openConsole, tabTo, violationsInBothSchemes } from './open-console.ts'

let opened: OpenConsole
let decision: string

beforeAll(async () => {
  if (findBrowser() === null) return
  opened = await openConsole()
  const decided = (await opened.api('POST', '/v1/decisions', partialOrder('o-1', 'a-1'))) as { readonly id: string }
  decision = decided.id
  await opened.api('POST', '/v1/disputes', {
    provider_id: 'dp-1',
    kind: 'chargeback',
    payment_reference: 'pay-1',
    order: 'o-1',
    account: 'a-1',
    amount: '0.27819',
    currency: 'USD',
    opened_at: '2026-03-03T10:00:00Z',
  })
}, 180_000)
afterAll(async () => {
  if (opened !== undefined) await opened.close()
})

describe('the views of the console', () => {
  inBrowser('a decision is found, and says why: each rule, the values that it saw, and the formula', async () => {
    const page = await opened.page('/decisions')
    await page.getByLabel('Order', { exact: true }).fill('o-1')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'o-1' }).click()
    await page.getByRole('heading', { name: 'Decision on o-1' }).waitFor()
    await page.getByText('undelivered-part', { exact: false }).first().waitFor()
    await page.getByText('prorate(order.charge, undelivered, order.quantity)').first().waitFor()
    await page.getByText('USD 0.04368').first().waitFor()
    await page.getByText('No signed checkpoint covers this entry yet.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Ask it' }).click()
    await page.getByText('Version 1 says the same.').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('a decision is looked at again for a reason, and the review that waits then is shown', async () => {
    const page = await opened.page(`/decisions/${decision}`)
    await page.getByRole('button', { name: 'Have it looked at again' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('The customer sent a picture.')
    await dialog.getByRole('button', { name: 'Have it looked at again' }).click()
    await page.getByRole('heading', { name: 'Review of o-1' }).waitFor()
  })

  inBrowser('an account is found, its balance adjusted, and the statement says by whom', async () => {
    const page = await opened.page('/accounts')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByLabel('Id of the account').fill('a-1')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Adjust the balance' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Amount').fill('5')
    await dialog.getByLabel('Currency').fill('usd')
    await dialog.getByLabel('Reason').fill('Goodwill after the outage.')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Adjust the balance' }).click()
    await page.getByRole('cell', { name: 'Adjustment' }).waitFor()
    await page.getByRole('cell', { name: 'USD 5.04368' }).first().waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('an order shows its ledger and its decisions', async () => {
    const page = await opened.page('/orders/smm-panel/o-1')
    await page.getByText('Credited here').waitFor()
    await page.getByRole('link', { name: 'o-1' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('a dispute goes from notice to end', async () => {
    const page = await opened.page('/disputes')
    await page.getByRole('link', { name: 'dp-1' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('link', { name: 'dp-1' }).click()
    await page.getByRole('button', { name: 'Note how it ended' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Note how it ended' }).click()
    await page.getByRole('cell', { name: 'closed' }).waitFor()
    await page.getByRole('cell', { name: 'Won' }).first().waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as JSON' }).click()
    expect(JSON.parse(readFileSync(await (await saved).path(), 'utf8'))).toMatchObject({ dispute: { status: 'won' } })
    await page.getByRole('button', { name: 'Open it again' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Open it again' }).click()
    await page.getByRole('cell', { name: 'opened again' }).waitFor()
  })

  inBrowser('the stop switch is turned after saying why, and back', async () => {
    const page = await opened.page('/settings')
    await page.getByText('Approvals are given by the policy').waitFor()
    await page.getByRole('button', { name: 'Pause approvals' }).click()
    await page.getByLabel('Reason').fill('Wrong statuses come in.')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Pause approvals' }).click()
    await page.getByText('Approvals are paused').waitFor()
    expect(await opened.api('GET', '/v1/approvals')).toMatchObject({ paused: true, reason: 'Wrong statuses come in.' })
    await page.getByRole('button', { name: 'Resume approvals' }).click()
    await page.getByLabel('Reason').fill('They are right again.')
    await page.getByRole('dialog').getByRole('button', { name: 'Resume approvals' }).click()
    await page.getByText('Approvals are given by the policy').waitFor()
  })

  inBrowser('what it takes to release a policy is set by an administrator, by keyboard', async () => {
    const page = await opened.page('/settings?tab=policies')
    await tabTo(page, 'button', 'Change')
    await page.keyboard.press('Enter')
    await page.getByRole('switch', { name: 'Four eyes' }).focus()
    await page.keyboard.press('Space')
    await tabTo(page, 'textbox', 'Decisions that may come out otherwise')
    await page.keyboard.type('2.5')
    await tabTo(page, 'button', 'Add a currency')
    await page.keyboard.press('Enter')
    await page.getByLabel('Currency').fill('usd')
    await page.getByLabel('Amount').fill('100')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await tabTo(page, 'button', 'Set')
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: '2.5 %' }).waitFor()
    expect(await opened.api('GET', '/v1/policies/smm-panel/release')).toMatchObject({
      four_eyes: true,
      publish_gate: { max_flip_share: '0.025', max_extra_credit_per_day: { USD: '100' } },
    })
  })

  inBrowser('the overview sums up days, also as a table and a file; what it shows leads on', async () => {
    const page = await opened.page('/overview')
    await page.getByRole('heading', { name: 'Decisions by day' }).waitFor()
    await page.getByText('As a table').first().click()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).first().click()
    expect(readFileSync(await (await saved).path(), 'utf8')).toMatch(/^Day,Approved,Denied,In review\r\n/u)
    await page.getByText('Published in this time:').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByLabel('To', { exact: true }).fill('2020-02-02')
    await page.getByText('Nothing was decided in this time').waitFor()
    expect(page.url()).toContain('to=2020-02-02')
  })

  inBrowser('a key is made, its secret shown once, rotated and revoked; the audit log tells all of it', async () => {
    const page = await opened.page('/settings?tab=keys')
    await page.getByRole('button', { name: 'Make a key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('panel')
    await dialog.getByLabel('decide').check()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText(/^rps_/u).waitFor()
    await page.getByRole('row', { name: /panel/u }).getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('row', { name: /panel.*revoked/u }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('tab', { name: 'Audit log' }).click()
    await page.getByRole('cell', { name: 'Key revoked' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('tab', { name: 'About' }).click()
    await page.getByText('answers and could take a decision').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('an address that leads nowhere says so, and so does an id that nobody has', async () => {
    const page = await opened.page('/nowhere')
    await page.getByText('Nothing is here').waitFor()
    await page.goto(`${opened.service.url}/console/accounts/nobody`)
    await page.getByText('No such account').waitFor()
  })

  inBrowser('all of it keeps to the content security policy, and asks nobody else', async () => {
    expect(opened.faults()).toEqual([])
  })

  inBrowser('a service that goes away is told of calmly, the view stays, and goes on when it is back', async () => {
    const page = await opened.page('/decisions')
    await page.getByRole('link', { name: 'o-1' }).first().waitFor()
    await page.getByRole('switch', { name: 'Follow new ones' }).check()
    opened.service.signal('SIGKILL')
    await page.getByText('The service is away').waitFor()
    await page.getByRole('link', { name: 'o-1' }).first().waitFor()
    await opened.service.ended
    await opened.restart()
    await page.getByText('The service is away').waitFor({ state: 'hidden' })
    await opened.api('POST', '/v1/decisions', partialOrder('o-2', 'a-1'))
    await page.getByRole('link', { name: 'o-2' }).first().waitFor()
    expect(opened.faults()).toEqual([])
  })
})
