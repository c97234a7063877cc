import { describe, expect } from '@jest/globals'
import { violationsInBothSchemes } from './accessibility.ts'
import { chooseByTyping, focusIsAt, press, tabTo, turnTo, type } from './by-keyboard.ts'
import { inBrowser } from './find-browser.ts'
import { type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole

withConsole(async (console) => {
  opened = console
})

describe('the settings, by keyboard alone', () => {
  inBrowser('the stop switch is turned after saying why, and back; the focus returns to it', async () => {
    const page = await opened.page('/settings')
    const dialog = page.getByRole('dialog')
    await press(page, 'Pause approvals')
    await focusIsAt(page, 'textbox', 'Reason')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.keyboard.press('Escape')
    await focusIsAt(page, 'button', 'Pause approvals')
    await page.keyboard.press('Enter')
    await focusIsAt(page, 'textbox', 'Reason')
    await page.keyboard.type('Wrong statuses come in.')
    await press(page, 'Pause approvals', { within: dialog })
    await page.getByText('Approvals are paused').waitFor()
    expect(await opened.api('GET', '/v1/approvals')).toMatchObject({ paused: true, reason: 'Wrong statuses come in.' })
    await focusIsAt(page, 'button', 'Resume approvals')
    await page.keyboard.press('Enter')
    await focusIsAt(page, 'textbox', 'Reason')
    await page.keyboard.type('They are right again.')
    await press(page, 'Resume approvals', { within: dialog })
    await page.getByText('Approvals are given by the policy').waitFor()
  })

  inBrowser('what it takes to release a policy is set by an administrator', async () => {
    const page = await opened.page('/settings?tab=policies')
    await press(page, 'Change')
    await tabTo(page, 'switch', /^Four eyes/u)
    await page.keyboard.press('Space')
    await type(page, 'Decisions that may come out otherwise', { text: '2.5' })
    await press(page, 'Add a currency')
    await type(page, 'Currency', { text: 'usd' })
    await type(page, 'Amount', { text: '100' })
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'Set')
    await page.getByRole('cell', { name: '2.5 %' }).waitFor()
    expect(await opened.api('GET', '/v1/policies/smm-panel/release')).toMatchObject({
      four_eyes: true,
      publish_gate: { max_flip_share: '0.025', max_extra_credit_per_day: { USD: '100' } },
    })
  })

  inBrowser(
    'a key is made, its secret shown once, and revoked: the focus stays in the view, the log tells it',
    async () => {
      const page = await opened.page('/settings?tab=keys')
      await press(page, 'Make a key')
      const dialog = page.getByRole('dialog')
      await type(page, 'Name', { text: 'panel', within: dialog })
      await tabTo(page, 'checkbox', 'decide', dialog)
      await page.keyboard.press('Space')
      expect(await violationsInBothSchemes(page)).toEqual([])
      await press(page, 'Make a key', { within: dialog })
      await page.getByText(/^rps_/u).waitFor()
      await press(page, 'Revoke', { within: page.getByRole('row', { name: /panel/u }) })
      await dialog.waitFor()
      await press(page, 'Revoke', { within: dialog })
      await page.getByRole('row', { name: /panel.*revoked/u }).waitFor()
      await page.locator('#content:focus, #content :focus').waitFor()
      await turnTo(page, 'tab', ['API keys', 'Audit log'])
      await page.getByRole('cell', { name: 'Key revoked' }).waitFor()
      await turnTo(page, 'tab', ['Audit log', 'About'])
      await page.getByText('answers and could take a decision').waitFor()
    },
  )

  inBrowser('about says what runs here, what keeps the store, and how the last verification ended', async () => {
    const page = await opened.page('/settings?tab=about')
    await page.getByText('SQLite, one file').waitFor()
    await page.getByText('None was noted yet.').waitFor()
    const known = (await opened.api('GET', '/v1/service')) as object
    await page.route('**/v1/service', (route) =>
      route.fulfill({
        json: {
          ...known,
          ready: false,
          reason: 'store_unavailable',
          verified: { at: '2026-03-01T02:00:00.000Z', by: 'nightly', up_to: 20114, entries: 20098, faults: 2 },
        },
      }),
    )
    await page.reload()
    await page.getByText('2 faults were found').waitFor()
    await page.getByText('number 20,114 of the feed').waitFor()
    await page.getByText('could not take a decision now (store_unavailable)').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('the audit log is searched, and the address leads back to what was found', async () => {
    await opened.api('POST', '/v1/approvals/pause', { reason: 'To be found.' })
    await opened.api('POST', '/v1/approvals/resume', { reason: 'To be left out.' })
    const page = await opened.page('/settings?tab=audit')
    const resumed = page.getByRole('cell', { name: 'Approvals resumed' }).first()
    await resumed.waitFor()
    await chooseByTyping(page, 'What', 'Approvals paused')
    await type(page, 'Who', { text: 'admin' })
    await press(page, 'Search')
    await resumed.waitFor({ state: 'detached' })
    await page.getByRole('cell', { name: 'To be found.' }).waitFor()
    await focusIsAt(page, 'button', 'Search')
    expect(await violationsInBothSchemes(page)).toEqual([])
    const address = new URL(page.url())
    expect(Object.fromEntries(address.searchParams)).toEqual({
      tab: 'audit',
      kind: 'approvals_paused',
      author: 'admin',
    })
    const again = await opened.page(`/settings${address.search}&to=2020-01-01T00%3A00%3A00Z`)
    await again.getByText('Nothing fits').waitFor()
    await press(again, 'Clear search')
    await again.getByRole('cell', { name: 'Approvals resumed' }).first().waitFor()
  })

  inBrowser('all of it keeps to the content security policy, and asks nobody else', async () => {
    expect(opened.faults()).toEqual([])
  })
})
