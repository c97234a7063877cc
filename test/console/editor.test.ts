import { readFileSync } from 'node:fs'
import { describe, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { violationsInBothSchemes } from './accessibility.ts'
import { chooseByTyping, focusIsAt, press, turnTo, type } from './by-keyboard.ts'
import { inBrowser } from './find-browser.ts'
import { adminKey, type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole

const tickets = readFileSync(new URL('../../rules/event-tickets/policy.yaml', import.meta.url), 'utf8')

interface Draft {
  readonly id: string
  readonly text: string
  readonly revision: number
}

withConsole(async (console) => {
  opened = console
  const response = await fetch(`${opened.service.url}/v1/policies/event-tickets/versions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml', 'If-None-Match': '*' },
    body: tickets,
  })
  if (!response.ok) throw new Error(await response.text())
})

/** What is written by hand. */
const rule = `
  - id: staff
    clause: "2"
    when: event.status == 'planned'
    then:
      outcome: approve
      reason: staff
      refund: percent(price, 10)
      message: { en: Staff, de: Team }
`

const drafts = '/v1/policies/event-tickets/drafts'

async function newDraft(text?: string): Promise<Draft> {
  return (await opened.api('POST', drafts, text === undefined ? {} : { text })) as Draft
}

async function draftOf(id: string): Promise<Draft> {
  return (await opened.api('GET', `${drafts}/${id}`)) as Draft
}

async function openDraft(id: string, search = ''): Promise<Page> {
  const page = await opened.page(`/policies/event-tickets/drafts/${id}${search}`)
  await page.getByLabel('Text of event-tickets').first().waitFor({ state: 'attached' })
  return page
}

/** Goes to the end of the first line with these words, by the keys that a writer has. */
async function goTo(page: Page, words: string): Promise<void> {
  await page.getByLabel('Text of event-tickets').focus()
  await page.keyboard.press('ControlOrMeta+f')
  await page.getByRole('textbox', { name: 'Find' }).fill('')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.locator('.cm-content:focus .cm-activeLine', { hasText: words }).waitFor()
  await page.keyboard.press('End')
}

/** Takes what is offered; Enter counts only when that has been in sight for a moment. */
async function accept(page: Page, offered: string): Promise<void> {
  await page.getByRole('option', { name: offered }).waitFor()
  await page.waitForTimeout(200)
  await page.keyboard.press('Enter')
}

/** Writes 'planned' for the 'plannd' at whose line the cursor is, or will be as soon as the editor has the focus. */
async function writePlanned(page: Page): Promise<void> {
  await page.locator('.cm-content:focus').waitFor()
  // As a hand takes: the browser may move the cursor for a moment.
  await page.waitForTimeout(500)
  await page.keyboard.press('End')
  for (let sign = 0; sign < 2; sign += 1) await page.keyboard.press('Backspace')
  await page.keyboard.type("ed'")
  await page.getByText('Did you mean').waitFor({ state: 'detached' })
}

describe('the editor of policies', () => {
  inBrowser(
    'a draft is begun; a percentage changed in the form is tried at once and saved, its comment kept, by keyboard',
    async () => {
      const page = await opened.page('/policies')
      await press(page, 'Start a draft', { within: page.getByRole('region', { name: 'event-tickets' }) })
      await focusIsAt(page, 'textbox', 'What it is for')
      await page.keyboard.type('Less for late returns')
      expect(await violationsInBothSchemes(page)).toEqual([])
      await page.keyboard.press('Enter')
      await turnTo(page, 'radio', ['Text', 'Form'])
      await turnTo(page, 'tab', ['Outline', 'Try it'])
      await chooseByTyping(page, 'Fill in from a case', 'exactly 14 days before is still in time')
      await page.getByText('EUR 40.00').first().waitFor()
      await type(page, 'share standard in_time 1', { text: '40' })
      await page.getByText('EUR 32.00').first().waitFor()
      await page.getByText('The version in force decides').waitFor()
      expect(await violationsInBothSchemes(page)).toEqual([])
      await page.keyboard.press('ControlOrMeta+s')
      await page.getByText('Saved', { exact: true }).waitFor()
      const { items } = (await opened.api('GET', drafts)) as { readonly items: readonly Draft[] }
      const { text } = await draftOf(items[0]?.id ?? '')
      expect(text).toBe(tickets.replace('in_time: 50, late: 25', 'in_time: 40, late: 25'))
    },
  )

  inBrowser(
    'a rule is written with completion and help; a fault is shown with its remedy and mended, by keyboard',
    async () => {
      const { id } = await newDraft()
      const page = await openDraft(id, '?panel=faults')
      await page.getByText('Nothing is wrong with this text').waitFor()
      await goTo(page, 'refunds:')
      await page.keyboard.type('\n- id: staff\ncl')
      await accept(page, 'clause')
      await page.keyboard.type('"2"\nwhen: event.status == ')
      await page.keyboard.type("'plannd'\nthen:\noutcome: approve\nreason: staff\nrefund: perc")
      await accept(page, 'percent(x, p)')
      await page.keyboard.type('price')
      await page.keyboard.press('Tab')
      await page.keyboard.type('10')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.type('\nmessage: { en: Staff, de: Team }')
      await page.getByText("Did you mean 'planned'?").waitFor()
      expect(await violationsInBothSchemes(page)).toEqual([])
      await press(page, /^Go to Line/u)
      await page.locator('.cm-content:focus .cm-activeLine', { hasText: "'plannd'" }).waitFor()
      await writePlanned(page)
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('ControlOrMeta+s')
      await page.getByText('Saved', { exact: true }).waitFor()
      expect((await draftOf(id)).text).toContain(rule)
    },
  )

  inBrowser('what is typed once a fault was gone to is typed there, also where the browser draws late', async () => {
    const { id } = await newDraft(tickets.replace('\nrefunds:\n', `\nrefunds:${rule.replace("'planned'", "'plannd'")}`))
    const page = await openDraft(id, '?panel=faults')
    await page.getByText("Did you mean 'planned'?").waitFor()
    await page.evaluate(
      '{ const soon = requestAnimationFrame; requestAnimationFrame = (draw) => setTimeout(soon, 2000, draw) }',
    )
    await press(page, /^Go to Line/u)
    await writePlanned(page)
  })

  inBrowser(
    'a case that fails says what was decided instead, and is mended; a tried order becomes a case, by keyboard',
    async () => {
      const { id } = await newDraft(tickets.replace('late: 25', 'late: 30'))
      const page = await openDraft(id, '?panel=cases')
      await page.getByText(/^\d+ of \d+ cases fail$/u).waitFor()
      await page.getByRole('table', { name: 'a second later it is late' }).getByText('24.00').waitFor()
      expect(await violationsInBothSchemes(page)).toEqual([])
      await press(page, /^Line \d+: a second later it is late$/u)
      await page.locator('.cm-content:focus .cm-activeLine', { hasText: 'a second later it is late' }).waitFor()
      await turnTo(page, 'radio', ['Text', 'Form'])
      await type(page, 'share standard late 1', { text: '25' })
      await page.getByText(/^All \d+ cases hold$/u).waitFor()
      await press(page, 'Try the cases')
      await page.getByText(/ of \d+ faults are noticed$/u).waitFor({ timeout: 120_000 })
      await turnTo(page, 'tab', ['Cases', 'Try it'])
      await chooseByTyping(page, 'Fill in from a case', 'after the event')
      await type(page, 'Name of the case', { text: 'tried in the console' })
      await press(page, 'Make this a case')
      await page.getByText('The case stands in the text').waitFor()
      await press(page, 'Save')
      await page.getByText('Saved', { exact: true }).waitFor()
      const { text } = await draftOf(id)
      expect(
        text.replace(
          / {6}- name: tried in the console\n(?: {8}.*\n)+|  - name: tried in the console\n(?: {4}.*\n)+/u,
          '',
        ),
      ).toBe(tickets)
    },
  )

  inBrowser('a proof shows an order that is decided otherwise, and that order is tried, by keyboard', async () => {
    const { id } = await newDraft(tickets.replace('standard: { early: 90', 'standard: { early: 95'))
    const page = await openDraft(id, '?panel=proofs')
    await press(page, 'Compare with version 1')
    await page.getByText('It is proved that no other order is decided otherwise.').waitFor()
    await page.getByText('more is paid').first().waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'Try this order')
    await page.getByText('The version in force decides').waitFor()
  })

  inBrowser('of two who write one draft the second sees what the first wrote, and chooses', async () => {
    const { id, revision } = await newDraft()
    const page = await openDraft(id)
    await goTo(page, 'time_zone: Europe/Paris')
    await page.keyboard.type(' # here')
    const edited = await fetch(`${opened.service.url}${drafts}/${id}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml', 'If-Match': `"${revision}"` },
      body: tickets.replace('contact: tickets@', 'contact: box-office@'),
    })
    expect(edited.status).toBe(200)
    await page.keyboard.press('ControlOrMeta+s')
    const dialog = page.getByRole('dialog', { name: 'Someone else wrote this draft meanwhile' })
    await dialog.getByText('box-office@theatre.example').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'Save mine in its place', { within: dialog })
    await page.getByText('Saved', { exact: true }).waitFor()
    expect((await draftOf(id)).text).toBe(tickets.replace('Europe/Paris', 'Europe/Paris # here'))
  })

  inBrowser('who leaves without saving is asked; a narrow page has all of it', async () => {
    const { id } = await newDraft()
    const page = await opened.page(`/policies/event-tickets/drafts/${id}?panel=page`, { width: 390 })
    await page.getByRole('radiogroup', { name: 'Language of the page' }).getByText('de').click()
    await page.frameLocator('iframe').getByRole('heading', { name: 'Tickets zurückgeben', level: 1 }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByLabel('What it is for').fill('To be lost')
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Decisions' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Decisions', level: 1 }).waitFor()
  })

  inBrowser('all of it keeps to the content security policy, and asks nobody else', async () => {
    expect(opened.faults()).toEqual([])
  })
})
