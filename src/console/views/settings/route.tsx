import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'
import { type AuditSearch, readAuditSearch } from './audit-search.ts'
import { type SettingsTab, settingsTabs } from './tabs.ts'

/** What of an address the settings understand. */
interface SettingsSearch extends AuditSearch {
  readonly tab?: SettingsTab | undefined
}

/** The stop switch, keys, the audit log, and what runs. */
export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): SettingsSearch => {
    const tab = settingsTabs.find((each) => each === search['tab'])
    if (tab === undefined) return {}
    return tab === 'audit' ? { tab, ...readAuditSearch(search) } : { tab }
  },
  component: lazyRouteComponent(() => import('./settings-view.tsx'), 'SettingsView'),
})
