import { readFileSync } from 'node:fs'
import { describe, expect } from '@jest/globals'
import { smallPolicy } from '../service/service-process.ts'
import { violationsInBothSchemes } from './accessibility.ts'
import { press, tabTo } from './by-keyboard.ts'
import { inBrowser } from './find-browser.ts'
import { adminKey, type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole
const drafts = '/v1/policies/minimal/drafts'
const shipped = readFileSync(smallPolicy.FIRST_POLICY_FILE, 'utf8')
/** Up to ten that were not delivered are not credited any more. */
const stricter = shipped.replace('operator: greaterThan, value: 0', 'operator: greaterThan, value: 10')

const partial = (id: string, remains: number): object => ({
  facts: {
    order: { id, status: 'partial', quantity: 1000, remains, charge: '10.00', currency: 'USD' },
    account: { id: 'a-1' },
  },
})

withConsole(async (console) => {
  opened = console
  await opened.api('POST', '/v1/decisions', partial('few-missing', 5))
  await opened.api('POST', '/v1/decisions', partial('many-missing', 400))
}, smallPolicy)

describe('a draft on its way to a version', () => {
  inBrowser(
    'is proved, counted, approved and published by a second person, by keyboard; and decides then',
    async () => {
      await release({ four_eyes: true, publish_gate: {} })
      const id = await draftOf(stricter, 'Ten are nothing')
      const key = await opened.keyOf('bert', ['edit', 'publish', 'read', 'decide'])
      const page = await opened.page(`/policies/minimal/drafts/${id}/release`, { key })
      await page.getByText('Rule undelivered-part: condition – changed').waitFor()
      await page.getByText('All 4 cases hold').waitFor()
      await press(page, 'Prove it')
      await page
        .getByText('Proved: 3 kinds of order are decided otherwise, and no other.')
        .waitFor({ timeout: 120_000 })
      await page.getByText('from undelivered-part to the default – less is paid', { exact: false }).waitFor()
      await press(page, 'Count it')
      await page.getByText('1 of 2 decisions (50%) would have come out otherwise.').waitFor()
      await press(page, 'Show')
      await page.getByText('Largest changes of this kind').waitFor()
      await page.getByRole('link', { name: 'few-missing' }).waitFor()
      expect(await violationsInBothSchemes(page)).toEqual([])
      await tabTo(page, 'textbox', 'Your comment')
      await page.keyboard.type('I asked three customers.')
      await press(page, 'Comment')
      await page.getByText('I asked three customers.').waitFor()
      await page.getByText('somebody who wrote none of it approves the text', { exact: false }).waitFor()
      expect(await page.getByRole('button', { name: 'Publish now' }).isDisabled()).toBe(true)
      await press(page, 'Approve this text')
      await page.getByText('counts', { exact: true }).waitFor()
      await press(page, 'Withdraw my approval')
      await page.getByText('withdrawn', { exact: true }).waitFor()
      expect(await page.getByRole('button', { name: 'Publish now' }).isDisabled()).toBe(true)
      await press(page, 'Approve this text')
      await page.getByText('counts', { exact: true }).waitFor()
      await press(page, 'Publish now')
      await page.getByRole('status').getByText('Version 2 is published').waitFor()
      expect(await opened.api('POST', '/v1/decisions', partial('few-again', 5))).toMatchObject({ outcome: 'deny' })
      await press(page, 'Back to version 1', { role: 'link' })
      await page.getByRole('dialog').getByText('Four eyes are set for this policy', { exact: false }).waitFor()
      expect(await violationsInBothSchemes(page)).toEqual([])
    },
  )

  inBrowser('is not published by who is late: they are told what came between', async () => {
    await release({ four_eyes: false, publish_gate: {} })
    const id = await draftOf(shipped.replace('value: 10 }', 'value: 11 }'), 'One more claim', 2)
    const page = await opened.page(`/policies/minimal/drafts/${id}/release`)
    await page.getByRole('button', { name: 'Publish now' }).waitFor()
    await opened.api('POST', `${drafts}/${id}/comments`, { text: 'Wait.' })
    await page.getByLabel('Or publish it at').fill('2099-01-01T00:00')
    await page.getByRole('button', { name: 'Set the time' }).click()
    await page.getByText('What came between:').waitFor()
    await page.getByText('commented · admin', { exact: false }).waitFor()
  })

  inBrowser('is given a time, and the time is taken away again', async () => {
    const id = await draftOf(stricter.replace('value: 10 }', 'value: 12 }'), 'Next year', 2)
    const page = await opened.page(`/policies/minimal/drafts/${id}/release`)
    await page.getByLabel('Or publish it at').fill('2099-01-01T00:00')
    await page.getByRole('button', { name: 'Set the time' }).click()
    await page.getByText('It is published by itself at', { exact: false }).waitFor()
    expect(await opened.api('GET', `${drafts}/${id}`)).toMatchObject({
      schedule: { due_at: '2098-12-31T23:00:00.000Z' },
    })
    await page.getByRole('button', { name: 'Take the time away' }).click()
    await page.getByLabel('Or publish it at').waitFor()
  })
})

describe('the versions of a policy', () => {
  inBrowser('are compared in words and in YAML, and an old one is restored for a reason, by keyboard', async () => {
    const page = await opened.page('/policies/minimal/versions')
    await page.getByText('Rule undelivered-part: condition – changed').waitFor()
    await page.getByText('Line by line, in YAML').click()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await press(page, 'Restore')
    await page.keyboard.type('The customers were right.')
    await tabTo(page, 'button', 'Restore', page.getByRole('dialog'))
    await page.keyboard.press('Enter')
    await page.getByText('The text of version 1 decides again, as version 3.').waitFor()
    await page.getByRole('heading', { name: 'Version 3' }).waitFor()
    expect(await opened.api('POST', '/v1/decisions', partial('few-once-more', 5))).toMatchObject({ outcome: 'approve' })
    await page.waitForURL(/from=2&to=3/u)
  })

  inBrowser('all of it keeps to the content security policy, and asks nobody else', async () => {
    expect(opened.faults()).toEqual([])
  })
})

async function draftOf(text: string, reason: string, base_version = 1): Promise<string> {
  const { id } = (await opened.api('POST', drafts, { text, reason, base_version })) as { readonly id: string }
  return id
}

async function release(settings: object): Promise<void> {
  const url = `${opened.service.url}/v1/policies/minimal/release`
  const Authorization = `Bearer ${adminKey}`
  const revision = (await fetch(url, { headers: { Authorization } })).headers.get('etag') ?? ''
  const headers = { Authorization, 'Content-Type': 'application/json', 'If-Match': revision }
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(settings) })
  if (!answer.ok) throw new Error(await answer.text())
}
