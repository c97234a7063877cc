import { accounts } from './en/accounts.ts'
import { changes } from './en/changes.ts'
import { common } from './en/common.ts'
import { decision } from './en/decision.ts'
import { decisions } from './en/decisions.ts'
import { disputes } from './en/disputes.ts'
import { editor } from './en/editor.ts'
import { form } from './en/form.ts'
import { order } from './en/order.ts'
import { overview } from './en/overview.ts'
import { policies } from './en/policies.ts'
import { release } from './en/release.ts'
import { reviews } from './en/reviews.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { versions } from './en/versions.ts'

/** Every word of the console in English, a file for each part. Other languages have the same keys. */
export const english = {
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
