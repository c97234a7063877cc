import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import type { Role } from '../../src/access/role.ts'
import {
  adminKey,
  type ServiceProcess,
  startService,
  stopServices,
  temporaryFolder,
} from '../service/service-process.ts'
import { findBrowser } from './find-browser.ts'

export { adminKey }

/** A service as it was built, over a new SQLite store, and a browser to look at its console with. */
export interface OpenConsole {
  readonly service: ServiceProcess
  /** A page of its own, signed in with the key (the administrator's unless another is given; none for null), at a path below /console. */
  page(path?: string, options?: PageOptions): Promise<Page>
  /** Asks the API with the administrator's key; rejects what is no success. */
  api(method: string, path: string, json?: unknown): Promise<unknown>
  /** The secret of a new key. */
  keyOf(name: string, roles: readonly Role[], levels?: Readonly<Record<string, string>>): Promise<string>
  /** What went wrong in any page so far: errors, what the content security policy stopped, requests to elsewhere. */
  faults(): readonly string[]
  /** Starts the service again over the same store at the same address, after it was ended. */
  restart(): Promise<void>
  close(): Promise<void>
}

interface PageOptions {
  readonly key?: string | null
  readonly width?: number
  readonly language?: string
  readonly dark?: boolean
}

/** Starts both. Settings of the service may be given as its environment. */
export async function openConsole(environment: Readonly<Record<string, string>> = {}): Promise<OpenConsole> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('there is no Chrome or Chromium here')
  const folder = temporaryFolder()
  const settings = { ADMIN_KEY: adminKey, FEED_INTERVAL_MS: '50', ...environment }
  const [service, browser] = await Promise.all([
    startService({ folder, environment: settings }),
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] }),
  ])
  const faults: string[] = []
  const { url } = service
  const api = (method: string, path: string, json?: unknown): Promise<unknown> => ask(url, { method, path, json })
  return {
    service,
    page: (path = '', options = {}) => openPage(browser, { url, path, faults, ...options }),
    api,
    keyOf: async (name, roles, review_levels = {}) => {
      const { secret } = (await api('POST', '/v1/keys', { name, roles, review_levels })) as { readonly secret: string }
      return secret
    },
    faults: () => faults,
    restart: async () => {
      await startService({ folder, environment: { ...settings, PORT: new URL(url).port } })
    },
    close: async () => {
      await browser.close()
      await stopServices()
    },
  }
}

interface OpenedPage extends PageOptions {
  readonly url: string
  readonly path: string
  readonly faults: string[]
}

async function openPage(browser: Browser, opened: OpenedPage): Promise<Page> {
  const { url, path, key = adminKey, width = 1280, language = 'en', dark = false } = opened
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: language,
    timezoneId: 'Europe/Vienna',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  if (key !== null) await signIn(context, url, key)
  const page = await context.newPage()
  page.on('pageerror', (error) => opened.faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // The browser itself tells of every answer that is a problem, and of a service that is away.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) opened.faults.push(`said: ${text}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      opened.faults.push(`asked ${request.url()}`)
  })
  await page.goto(`${url}/console${path}`)
  return page
}

async function signIn(context: BrowserContext, url: string, key: string): Promise<void> {
  const answer = await context.request.post(`${url}/v1/session`, { headers: { Authorization: `Bearer ${key}` } })
  if (!answer.ok()) throw new Error(await answer.text())
}

async function ask(
  url: string,
  { method, path, json }: { readonly method: string; readonly path: string; readonly json?: unknown },
): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${adminKey}`,
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}

/** So many presses of Tab reach anything on a page of ours. */
const mostStops = 150

/** Goes to a control by Tab alone, as who has no mouse; the first of several that are named so. */
export async function tabTo(
  page: Page,
  role: 'button' | 'textbox' | 'link' | 'checkbox' | 'tab',
  name: string,
  within: Page | Locator = page,
): Promise<void> {
  const wanted = within.getByRole(role, { name, exact: true })
  await wanted.first().waitFor()
  for (let stops = 0; stops < mostStops; stops += 1) {
    if ((await page.locator(':focus').and(wanted).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches the ${role} "${name}"`)
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

/** What axe finds wrong on the page as it stands: rule, place and why, each in a line. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate('axe.run()')) as { readonly violations: readonly Violation[] }
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

/** Two frames, and the end of every change that is under way: colours are measured as they stay. */
const settled = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  .then(() => Promise.allSettled(document.getAnimations()
    .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished)))
  .then(() => true)`

/** The same in light and in dark, once there is a view to look at. */
export async function violationsInBothSchemes(page: Page): Promise<readonly string[]> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' })
    await page.evaluate(settled)
    found.push(...(await violations(page)).map((line) => `${colorScheme}: ${line}`))
  }
  return found
}
