import { existsSync } from 'node:fs'
import { it } from '@jest/globals'

const usualPlaces = [
  // Without windows, menus and tabs, which nobody would see: it takes two thirds of the time of a processor.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium or Chrome of this machine: the one that BROWSER_PATH names, or one where they usually are; null for none. */
export function findBrowser(): string | null {
  const named = process.env['BROWSER_PATH']
  return named ?? usualPlaces.find((place) => existsSync(place)) ?? null
}

const howToGetOne =
  'install Chrome or Chromium (Debian: bash test/console/install-chromium.sh), or name one as BROWSER_PATH'

/** So long a walk may take on a machine that does much else. Milliseconds. */
const longestWalk = 180_000

/** A test in a browser: skipped with a word on how to get one where there is none, and a failure then with REQUIRE_BROWSER=1. */
export function inBrowser(name: string, walk: () => Promise<void>): void {
  if (findBrowser() === null && process.env['REQUIRE_BROWSER'] !== '1')
    it.skip(`${name} (skipped: ${howToGetOne})`, walk)
  else it(name, walk, longestWalk)
}
