import { accounts } from './de/accounts.ts'
import { changes } from './de/changes.ts'
import { common } from './de/common.ts'
import { decision } from './de/decision.ts'
import { decisions } from './de/decisions.ts'
import { disputes } from './de/disputes.ts'
import { editor } from './de/editor.ts'
import { form } from './de/form.ts'
import { order } from './de/order.ts'
import { overview } from './de/overview.ts'
import { policies } from './de/policies.ts'
import { release } from './de/release.ts'
import { reviews } from './de/reviews.ts'
import { settings } from './de/settings.ts'
import { shell } from './de/shell.ts'
import { versions } from './de/versions.ts'
import type { Words } from './words.ts'

/** Every word of the console in German. */
export const german: Words = {
  common,
  shell,
  decisions,
  decision,
  reviews,
  accounts,
  order,
  disputes,
  settings,
  overview,
  policies,
  editor,
  form,
  versions,
  changes,
  release,
}
