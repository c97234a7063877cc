import { afterAll, afterEach, beforeAll } from '@jest/globals'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
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
  /** Closes every page that was opened, with its session: a page that nobody looks at goes on asking. */
  closePages(): Promise<void>
  close(): Promise<void>
}

interface PageOptions {
  readonly key?: string | null
  readonly width?: number
  readonly language?: string
  readonly dark?: boolean
}

/** So long both may take to start on a machine that does much else. Milliseconds. */
const longestStart = 180_000

/**
 * Opens a console for the tests of this file, which is prepared before the first of them. Each test closes its pages, the last one all of it.
 * Settings of the service may be given as its environment. Where no browser is, the tests are skipped, and nothing is opened.
 */
export function withConsole(
  prepare: (opened: OpenConsole) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
): void {
  let opened: OpenConsole | undefined
  beforeAll(async () => {
    const executablePath = findBrowser()
    if (executablePath === null) return
    opened = await openConsole(executablePath, environment)
    await prepare(opened)
  }, longestStart)
  afterEach(async () => await opened?.closePages())
  afterAll(async () => await opened?.close())
}

async function openConsole(
  executablePath: string,
  environment: Readonly<Record<string, string>>,
): Promise<OpenConsole> {
  const folder = temporaryFolder()
  const settings = { ADMIN_KEY: adminKey, FEED_INTERVAL_MS: '50', ...environment }
  const service = await startService({ folder, environment: settings })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
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
    closePages: async () => {
      for (const context of browser.contexts()) await context.close()
    },
    close: async () => {
      await browser.close()
      await stopServices()
    },
  }
}

/** So long anything may take to be in sight on a machine that does much else. Milliseconds. */
const longestWait = 60_000

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
  context.setDefaultTimeout(longestWait)
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
