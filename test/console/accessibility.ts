import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

/** What depends on colours: all else that axe looks at is the same in both. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong on the page as it stands: rule, place and why, each in a line. */
async function violations(page: Page, rules: readonly string[] | null): Promise<readonly string[]> {
  const options = rules === null ? {} : { runOnly: rules }
  const found = (await page.evaluate(`axe.run(${JSON.stringify({ ...options, resultTypes: ['violations'] })})`)) as {
    readonly violations: readonly Violation[]
  }
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

/**
 * The end of every change that is under way: colours are measured as they stay. What inherits a colour begins to change
 * a frame after what it has it from, so nothing may have moved for some frames.
 */
const settled = `(async () => {
  for (let still = 0; still < 5; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const moving = document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity)
    still = moving.length === 0 ? still + 1 : 0
    await Promise.allSettled(moving.map((each) => each.finished))
  }
})()`

/** What axe finds in light and in dark, once there is a view to look at; the page stays dark. */
export async function violationsInBothSchemes(page: Page): Promise<readonly string[]> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.evaluate(axe)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' })
    await page.evaluate(settled)
    found.push(
      ...(await violations(page, colorScheme === 'dark' ? colourRules : null)).map((line) => `${colorScheme}: ${line}`),
    )
  }
  return found
}
