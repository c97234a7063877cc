import { describe, expect } from '@jest/globals'
import { partialOrder } from '../service/service-process.ts'
import { violationsInBothSchemes } from './accessibility.ts'
import { inBrowser } from './find-browser.ts'
import { adminKey, type OpenConsole, withConsole } from './open-console.ts'

let opened: OpenConsole

withConsole(async (console) => {
  opened = console
  await opened.api('POST', '/v1/decisions', partialOrder('o-1'))
})

describe('the console', () => {
  inBrowser('asks who is not signed in for a key, refuses a wrong one, and goes on where one wanted to', async () => {
    const page = await opened.page('/decisions?order=o-1', { key: null })
    await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByLabel('API key').first().fill('a-wrong-key')
    await page.keyboard.press('Enter')
    await page.getByText('This key is unknown, revoked or expired.').waitFor()
    await page.getByLabel('API key').first().fill(adminKey)
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: 'o-1', exact: true }).waitFor()
    expect(page.url()).toContain('order=o-1')
    expect(await page.evaluate('document.cookie + JSON.stringify(localStorage)')).not.toContain(adminKey)
  })

  inBrowser('signs out, and the session opens nothing more in this browser', async () => {
    const page = await opened.page('/decisions')
    await page.getByRole('button', { name: 'Signed in: admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  })

  inBrowser('asks again over the view when the key was revoked, and another key goes on there', async () => {
    const key = await opened.keyOf('leaving', ['read'])
    const page = await opened.page('/decisions?order=o-1', { key })
    await page.getByRole('cell', { name: 'o-1', exact: true }).waitFor()
    const { items } = (await opened.api('GET', '/v1/keys')) as {
      readonly items: readonly { id: string; name: string }[]
    }
    await opened.api('DELETE', `/v1/keys/${items.find(({ name }) => name === 'leaving')?.id ?? ''}`)
    await page.getByRole('switch', { name: 'Follow new ones' }).check()
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.getByLabel('API key').first().fill(adminKey)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('cell', { name: 'o-1', exact: true }).waitFor()
    expect(page.url()).toContain('order=o-1')
  })

  inBrowser('shows nothing that the key may not do', async () => {
    const page = await opened.page('', { key: await opened.keyOf('machine', ['decide']) })
    await page.getByText('This key may do nothing that the console shows.').waitFor()
    expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0)
  })

  inBrowser('speaks German where the browser does, and another language once it is chosen', async () => {
    const page = await opened.page('/decisions', { language: 'de-AT' })
    await page.getByRole('heading', { name: 'Entscheidungen', level: 1 }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
    await page.getByRole('button', { name: 'Sprache' }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Decisions', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Decisions', level: 1 }).waitFor()
  })

  inBrowser('fits a narrow page, where the menu is behind a button', async () => {
    const page = await opened.page('/decisions', { width: 390 })
    await page.getByRole('listitem').first().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Decisions' }).click()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  inBrowser('does nothing that its content security policy forbids, and asks nobody else', async () => {
    expect(opened.faults()).toEqual([])
  })
})
