import { List, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { ApiFault } from '../../api/api-fault.ts'
import { ChangeList } from '../../parts/change-list.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Instant } from '../../parts/instant.tsx'
import { useWords } from '../../words/use-words.ts'

/** What kept a draft back; where somebody was earlier, what they did and how that differs. */
export function ReleaseFault({ fault }: { readonly fault: unknown }): ReactElement {
  const { release: words } = useWords()
  const problem = fault instanceof ApiFault ? fault.problem : null
  const { acts = [], published = [], changes, limits = [] } = problem ?? {}
  return (
    <Stack gap="xs">
      <FaultNote fault={fault} />
      {limits.length > 0 && (
        <List size="sm">
          {limits.map(({ limit, allowed, found }) => (
            <List.Item key={limit}>{words.overLimit(limit, allowed, found)}</List.Item>
          ))}
        </List>
      )}
      {acts.length + published.length > 0 && (
        <Text size="sm" fw={600}>
          {words.cameBetween}
        </Text>
      )}
      {acts.map(({ revision, act, by, at }) => (
        <Text size="sm" key={revision}>
          {words.acts[act]} · {by} · <Instant at={at} precise />
        </Text>
      ))}
      {published.map(({ version, author, reason, published_at }) => (
        <Text size="sm" key={version}>
          {words.version(version)} · {author} · <Instant at={published_at} precise /> · {reason}
        </Text>
      ))}
      {changes !== undefined && <ChangeList changes={changes} />}
    </Stack>
  )
}
