import { Tabs } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { operations } from '../../api/openapi.generated.ts'
import { useMay } from '../../api/use-session.ts'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { AboutPanel } from './about-panel.tsx'
import { AuditPanel } from './audit-panel.tsx'
import { KeysPanel } from './keys-panel.tsx'
import { PoliciesPanel } from './policies-panel.tsx'
import { SwitchPanel } from './switch-panel.tsx'
import { type SettingsTab, settingsTabs } from './tabs.ts'

const route = getRouteApi('/settings')

const panels = { switch: SwitchPanel, policies: PoliciesPanel, keys: KeysPanel, audit: AuditPanel, about: AboutPanel }
const needs = {
  switch: 'getApprovals',
  policies: 'getRelease',
  keys: 'listApiKeys',
  audit: 'listAuditEntries',
  about: 'getService',
} as const satisfies Record<SettingsTab, keyof operations>

/** What concerns the service as a whole: of it what one may see. */
export function SettingsView(): ReactElement {
  const { settings: words } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const shown = settingsTabs.filter((each) => may(needs[each]))
  const { tab = shown[0] ?? 'about' } = route.useSearch()
  const Panel = panels[tab]
  return (
    <Page title={words.title}>
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({ to: '/settings', search: { tab: settingsTabs.find((each) => each === next) } })
        }
      >
        <Tabs.List mb="md">
          {shown.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((each) => (
          <Tabs.Panel key={each} value={each}>
            {each === tab && <Panel />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
