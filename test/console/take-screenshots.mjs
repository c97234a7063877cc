// npm run screenshots [-- FOLDER]: fills a store with DECISIONS (20000) decisions and takes a picture of every view of the
// console, wide and narrow, light and dark. BROWSER_PATH names the browser.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { fillDays, fillRest } from './fill-store.mjs'

const project = fileURLToPath(new URL('../..', import.meta.url))
const folder = process.argv[2] ?? join(tmpdir(), 'refund-policy-screenshots')
const decisions = Number(process.env.DECISIONS ?? 20_000)
const key = 'an-administrator-key-for-screenshots'

const home = mkdtempSync(join(tmpdir(), 'refund-policy-shown-'))
const store = `sqlite:${join(home, 'refunds.db')}`
const orders = await fillDays(store, decisions)
const child = spawn(process.execPath, [join(project, 'dist/main.js')], {
  cwd: home,
  env: {
    PATH: process.env.PATH,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ADMIN_KEY: key,
    FEED_INTERVAL_MS: '50',
    STORE_URL: store,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const url = await new Promise((resolve, reject) => {
  child.stdout.on('data', (text) => {
    const found = /listens on (http:\S+)/u.exec(String(text))?.[1]
    if (found !== undefined) resolve(found)
  })
  child.once('close', () => reject(new Error('the service ended')))
})
const browser = await chromium.launch({
  executablePath: process.env.BROWSER_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})
try {
  await fillRest(url, key, orders)
  mkdirSync(folder, { recursive: true })
  const views = await viewsOf()
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
  ]) {
    await take(views, { width, colorScheme })
  }
} finally {
  await browser.close()
  child.kill('SIGTERM')
}

async function get(path) {
  const response = await fetch(url + path, { headers: { Authorization: `Bearer ${key}` } })
  return await response.json()
}

/** A draft of the policy in which a claim more is looked at by a person. */
async function newDraft() {
  const { text } = await get('/v1/policies/smm-panel')
  const body = {
    text: text.replace('most_claims: { value: 10,', 'most_claims: { value: 9,'),
    reason: 'Nine claims are many',
  }
  const response = await fetch(`${url}/v1/policies/smm-panel/drafts`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()).id
}

/** Name and address of every view, with something to see. */
async function viewsOf() {
  const [decision] = (await get('/v1/decisions?outcome=approve&limit=1')).items
  const [review] = (await get('/v1/reviews?limit=1')).items
  const draft = await newDraft()
  const [dispute] = (await get('/v1/disputes?limit=1')).items
  return [
    ['overview', '/overview'],
    ['decisions', '/decisions'],
    ['decision', `/decisions/${decision.id}`],
    ['reviews', '/reviews'],
    ['review', `/reviews?at=${review.decision_id}`],
    ['accounts', '/accounts'],
    ['account', `/accounts/${encodeURIComponent(decision.account)}`],
    ['order', `/orders/smm-panel/${encodeURIComponent(decision.order)}`],
    ['policies', '/policies'],
    ['policy', '/policies/smm-panel'],
    ['editor', `/policies/smm-panel/drafts/${draft}?panel=cases`],
    ['form', `/policies/smm-panel/drafts/${draft}?as=form&panel=page`],
    ['disputes', '/disputes'],
    ['dispute', `/disputes/${dispute.id}`],
    ['versions', '/policies/smm-panel/versions?from=1&to=3'],
    ['release', `/policies/smm-panel/drafts/${draft}/release`],
    ['gates', '/settings?tab=policies'],
    ['switch', '/settings?tab=switch'],
    ['keys', '/settings?tab=keys'],
    ['audit', '/settings?tab=audit'],
    ['about', '/settings?tab=about'],
  ]
}

async function take(views, { width, colorScheme }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    locale: 'en',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${url}/console`)
  await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  await page.screenshot({ path: join(folder, `sign-in-${width}-${colorScheme}.png`) })
  await context.request.post(`${url}/v1/session`, { headers: { Authorization: `Bearer ${key}` } })
  for (const [name, path] of views) {
    await page.goto(`${url}/console${path}`)
    await page.waitForLoadState('networkidle')
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    await page.screenshot({
      path: join(folder, `${name}-${width}-${colorScheme}.png`),
      fullPage: width < 500 && name !== 'decisions',
    })
  }
  await context.close()
}
