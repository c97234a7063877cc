import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'
import { type SettingsTab, settingsTabs } from './tabs.ts'

/** What of an address the settings understand. */
interface SettingsSearch {
  readonly tab?: SettingsTab | undefined
}

/** The stop switch, keys, the audit log, and what runs. */
export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: ({ tab }: Record<string, unknown>): SettingsSearch => {
    const known = settingsTabs.find((each) => each === tab)
    return known === undefined ? {} : { tab: known }
  },
  component: lazyRouteComponent(() => import('./settings-view.tsx'), 'SettingsView'),
})
