// npm run screenshots [-- FOLDER]: fills a store with a month of DECISIONS (20000) decisions and takes a picture of every view
// of the console, wide and narrow, light and dark; of the empty ones, too. FILLED names a file that the filled store is kept in
// and taken from the next time; ONLY, how the names of pictures begin: ONLY=overview,editor-cases-390. BROWSER_PATH names the browser.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { fillStore } from './fill/fill-store.mjs'
import { signCheckpoint } from './fill/sign-checkpoint.mjs'
import { checkpointsOf, startRunning } from './running-service.mjs'
import { emptyViews, shownViews } from './shown-views.mjs'

const folder = process.argv[2] ?? join(tmpdir(), 'refund-policy-screenshots')
/** So long a view may take on a machine that does much else. Milliseconds. */
const patience = 240_000
const only = process.env.ONLY?.split(',')
const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
]

/** A frame that is not in sight is not painted: it is brought there, and what keeps to the window's edges keeps to the page's. */
const showFrame = `(() => {
  const frame = document.querySelector('iframe')
  if (frame === null || frame.getBoundingClientRect().bottom <= innerHeight) return
  for (const each of document.querySelectorAll('body *')) {
    if (getComputedStyle(each).position === 'fixed') each.style.position = 'absolute'
  }
  frame.scrollIntoView({ block: 'end' })
})()`

const home = mkdtempSync(join(tmpdir(), 'refund-policy-shown-'))
await prepareStore(join(home, 'refunds.db'))
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.BROWSER_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})
try {
  await takeAll('refunds.db', shownViews)
  await takeAll('empty.db', async () => emptyViews)
} finally {
  await browser.close()
}

async function prepareStore(file) {
  const kept = process.env.FILLED ?? file
  if (!existsSync(kept)) await fillStore(`sqlite:${kept}`, Number(process.env.DECISIONS ?? 20_000))
  if (kept !== file) copyFileSync(kept, file)
  await signCheckpoint(`sqlite:${file}`, checkpointsOf(home, `sqlite:${file}`))
}

async function takeAll(store, viewsOf) {
  const service = await startRunning(home, `sqlite:${join(home, store)}`)
  try {
    const views = await viewsOf(service.api)
    for (const look of looks) await take(service, views, look)
  } finally {
    service.stop()
  }
}

async function take({ url, key }, views, { width, colorScheme }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    locale: 'en',
    timezoneId: 'Europe/Vienna',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const rest = restOf(page)
  const save = (name) =>
    page.screenshot({
      path: join(folder, `${name}-${width}-${colorScheme}.png`),
      // What stands beside a long queue stays in sight there: it is not as long as the page.
      fullPage: !(name === 'review' && width > 1000),
    })
  await page.goto(`${url}/console`)
  await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  await save('sign-in')
  await context.request.post(`${url}/v1/session`, { headers: { Authorization: `Bearer ${key}` } })
  for (const [name, path] of views.filter(([view]) => isWanted(`${view}-${width}-${colorScheme}`))) {
    await page.goto(`${url}/console${path}`)
    await atRest(page, rest)
    await save(name)
  }
  await context.close()
}

function isWanted(picture) {
  return only === undefined || only.some((begin) => picture.startsWith(begin))
}

/** Waits until nothing is on its way any more: no answer, no check of a text, no row that stands for another. */
async function atRest(page, rest) {
  await page.locator('h1').first().waitFor()
  await rest()
  // A text that was never in sight is not measured yet.
  for (const place of ['document.body.scrollHeight', '0']) {
    await page.evaluate(`scrollTo(0, ${place})`)
    await page.waitForTimeout(100)
  }
  for (const waits of ['[aria-busy=true]', ':text("Checking")', '[aria-busy=true]']) {
    await page.locator(waits).first().waitFor({ state: 'detached' })
    await rest()
  }
  await page.evaluate(showFrame)
  await page.waitForTimeout(200)
}

/** What waits until the page has asked nothing for a moment. A frame without a network would never be idle to the browser itself. */
function restOf(page) {
  const asked = new Set()
  let restsSince = 0
  page.on('request', (request) => asked.add(request))
  for (const end of ['requestfinished', 'requestfailed'])
    page.on(end, (request) => {
      asked.delete(request)
      restsSince = performance.now()
    })
  return async () => {
    const end = performance.now() + patience
    while (asked.size > 0 || performance.now() - restsSince < 500) {
      if (performance.now() > end) throw new Error(`no answer: ${[...asked].map((each) => each.url()).join(', ')}`)
      await page.waitForTimeout(50)
    }
  }
}
