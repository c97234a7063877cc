import { Badge, Box, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useMay } from '../../api/use-session.ts'
import { useWords } from '../../words/use-words.ts'
import { CasesPanel } from './panels/cases-panel.tsx'
import { ChangesPanel } from './panels/changes-panel.tsx'
import { FaultsPanel } from './panels/faults-panel.tsx'
import { OutlinePanel } from './panels/outline-panel.tsx'
import { PagePanel } from './panels/page-panel.tsx'
import { ProofsPanel } from './panels/proofs-panel.tsx'
import { TrialPanel } from './panels/trial-panel.tsx'
import { type PanelName, panelNames } from './writing/search.ts'
import { useWriting } from './writing/use-writing.ts'

const route = getRouteApi('/policies/$policy/drafts/$draft')

const panels: Readonly<Record<PanelName, () => ReactElement>> = {
  outline: OutlinePanel,
  faults: FaultsPanel,
  cases: CasesPanel,
  trial: TrialPanel,
  page: PagePanel,
  changes: ChangesPanel,
  proofs: ProofsPanel,
}

const needs = {
  outline: 'getDraft',
  faults: 'validatePolicy',
  cases: 'validatePolicy',
  trial: 'compareVersions',
  page: 'previewPolicyPage',
  changes: 'getPolicyVersion',
  proofs: 'provePolicy',
} as const satisfies Record<PanelName, string>

/** What comes of the text, beside it: one thing at a time. */
export function SidePanels(): ReactElement {
  const { editor: words } = useWords()
  const { show } = useWriting()
  const may = useMay()
  const shown = panelNames.filter((name) => may(needs[name]))
  const { panel = 'outline' } = route.useSearch()
  const Panel = panels[panel]
  const counts = useCounts()
  return (
    <Tabs
      value={panel}
      onChange={(next) => show(panelNames.find((each) => each === next) ?? 'outline')}
      keepMounted={false}
      variant="pills"
      radius="md"
      color="cyan.9"
    >
      <Tabs.List mb="sm" aria-label={words.panelLabel} style={{ gap: 0 }}>
        {shown.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            px={6}
            py={5}
            fz={13}
            rightSection={counts[name] > 0 ? <Count of={name} count={counts[name]} /> : undefined}
          >
            {words.panels[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((name) => (
        <Tabs.Panel key={name} value={name}>
          {name === panel && (
            <Box style={{ maxHeight: 'max(360px, calc(100vh - 15rem))', overflowY: 'auto' }} tabIndex={0} p={2}>
              <Panel />
            </Box>
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** How much stands in each panel that needs a look: faults, and cases that fail. */
function useCounts(): Readonly<Record<PanelName, number>> {
  const { check } = useWriting()
  const failing = check?.cases.filter(({ differences }) => differences.length > 0) ?? []
  const none = { outline: 0, trial: 0, page: 0, changes: 0, proofs: 0 }
  return { ...none, faults: check?.diagnostics.length ?? 0, cases: failing.length }
}

function Count({ of, count }: { readonly of: PanelName; readonly count: number }): ReactElement {
  const { check } = useWriting()
  const isError = of === 'cases' || check?.diagnostics.some(({ severity }) => severity === 'error') === true
  return (
    <Badge
      size="xs"
      circle={count < 10}
      color={isError ? 'red.9' : 'yellow.9'}
      variant="filled"
      className="count-badge"
    >
      {count}
    </Badge>
  )
}
