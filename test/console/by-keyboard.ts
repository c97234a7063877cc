import type { Locator, Page } from 'playwright-core'

/** So many presses of Tab reach anything on a page of ours. */
const mostStops = 150

type ControlRole = Parameters<Page['getByRole']>[0]

/** Goes to a control by Tab alone, as who has no mouse; the first of several that are named so. A text names it exactly. */
export async function tabTo(
  page: Page,
  role: ControlRole,
  name: string | RegExp,
  within: Page | Locator = page,
): Promise<void> {
  const wanted = within.getByRole(role, { name, exact: true })
  await wanted.first().waitFor({ state: 'attached' })
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await wanted.evaluateAll((found) => found.some((each) => each.matches(':focus')))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches the ${role} "${String(name)}"`)
}

/** Goes to a button, link or tab by Tab alone, and presses it by Enter. */
export async function press(
  page: Page,
  name: string | RegExp,
  { within = page, role = 'button' }: { readonly within?: Page | Locator; readonly role?: ControlRole } = {},
): Promise<void> {
  await tabTo(page, role, name, within)
  await page.keyboard.press('Enter')
}

/** Goes to a field by Tab alone, and types in the place of what stands in it. */
export async function type(
  page: Page,
  name: string,
  { text, within = page }: { readonly text: string; readonly within?: Page | Locator },
): Promise<void> {
  await tabTo(page, 'textbox', name, within)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Waits until the keyboard is where one reads on, without a press: at the field that a dialog begins with, or back at its button. */
export async function focusIsAt(page: Page, role: ControlRole, name: string): Promise<void> {
  await page.getByRole(role, { name }).and(page.locator(':focus')).waitFor()
}

/** Of things side by side, of which Tab reaches the chosen one alone: goes there, and on to another by the arrow keys. */
export async function turnTo(
  page: Page,
  role: 'tab' | 'radio',
  names: readonly [from: string, to: string],
): Promise<void> {
  const [from, to] = names
  await tabTo(page, role, from)
  const wanted = page.getByRole(role, { name: to, exact: true })
  for (let steps = 0; steps < mostStops; steps += 1) {
    if (await wanted.evaluateAll((found) => found.some((each) => each.matches(':focus')))) return
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`the arrow keys never reach the ${role} "${to}"`)
}

/** Types into a field with choices until the wanted one is offered, and takes it. */
export async function chooseByTyping(page: Page, name: string, choice: string): Promise<void> {
  await tabTo(page, 'combobox', name)
  await page.keyboard.type(choice)
  await page.getByRole('option', { name: choice }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

/** Waits until what has the focus is in sight, with a line around it or a ground of its own: it may slide in. */
export async function focusIsSeen(page: Page): Promise<void> {
  // The page's Content-Security-Policy refuses what waits inside of it.
  while (!(await page.evaluate(isFocusSeen))) await page.waitForTimeout(50)
}

const isFocusSeen = `(() => {
  const at = document.activeElement
  const style = getComputedStyle(at)
  const box = at.getBoundingClientRect()
  const isMarked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.borderColor !== ''
  return at.matches(':focus-visible') && isMarked && box.width > 0 && box.top < innerHeight && box.bottom > 0
})()`
