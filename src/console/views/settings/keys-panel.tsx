import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { type ApiKey, type CreatedApiKey, keysQuery, revokeKey, rotateKey } from '../../api/administration.ts'
import { useSession } from '../../api/use-session.ts'
import { Answered } from '../../parts/answered.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { now } from '../../time/now.ts'
import { useWords } from '../../words/use-words.ts'
import { KeyConfirm } from './key-confirm.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { SecretNote } from './secret-note.tsx'

interface Asked {
  readonly act: 'rotate' | 'revoke'
  readonly key: ApiKey
}

/** The API keys: who has which roles, and making, rotating and revoking them. A new secret is shown once. */
export function KeysPanel(): ReactElement {
  const { settings: words } = useWords()
  const queryClient = useQueryClient()
  const query = useQuery(keysQuery)
  const [isNew, makeNew] = useState(false)
  const [asked, ask] = useState<Asked | null>(null)
  const [made, setMade] = useState<CreatedApiKey | null>(null)
  const act = useMutation({
    mutationFn: async ({ act: which, key }: Asked) => (which === 'rotate' ? await rotateKey(key.id) : revoke(key.id)),
    onSuccess: async (created) => {
      ask(null)
      setMade(created)
      await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey })
    },
  })
  return (
    <Stack>
      <Group>
        <Button onClick={() => makeNew(true)}>{words.newKey}</Button>
      </Group>
      {made !== null && <SecretNote made={made} onClose={() => setMade(null)} />}
      {act.error !== null && <FaultNote fault={act.error} />}
      <Answered query={query}>{(keys) => <KeyRows keys={keys} ask={ask} />}</Answered>
      {isNew && (
        <NewKeyDialog
          onMade={(created) => {
            makeNew(false)
            setMade(created)
          }}
          onClose={() => makeNew(false)}
        />
      )}
      {asked !== null && (
        <KeyConfirm
          act={asked.act}
          name={asked.key.name}
          pending={act.isPending}
          onConfirm={() => act.mutate(asked)}
          onClose={() => ask(null)}
        />
      )}
    </Stack>
  )
}

async function revoke(id: string): Promise<null> {
  await revokeKey(id)
  return null
}

function KeyRows({
  keys,
  ask,
}: {
  readonly keys: readonly ApiKey[]
  readonly ask: (asked: Asked) => void
}): ReactElement {
  const { settings: words, shell } = useWords()
  const session = useSession()
  const columns: readonly Column<ApiKey>[] = [
    {
      head: words.name,
      leads: true,
      cell: ({ name }) => (
        <Text size="sm" fw={600}>
          {name}
        </Text>
      ),
    },
    { head: words.roles, cell: ({ roles }) => roles.join(', ') },
    {
      head: words.levels,
      cell: ({ review_levels }) =>
        Object.entries(review_levels)
          .map(([policy, level]) => `${level} (${policy === '*' ? shell.everyPolicy : policy})`)
          .join(', ') || '–',
    },
    { head: words.lastUsed, cell: ({ last_used_on }) => last_used_on ?? words.never },
    { head: words.state, leads: true, cell: (key) => <State apiKey={key} /> },
    {
      head: words.act,
      cell: (key) =>
        isOpen(key) && (
          <Group gap="xs">
            <Button size="compact-xs" variant="default" onClick={() => ask({ act: 'rotate', key })}>
              {words.rotate}
            </Button>
            {key.name !== session.name && (
              <Button size="compact-xs" variant="default" onClick={() => ask({ act: 'revoke', key })}>
                {words.revoke}
              </Button>
            )}
          </Group>
        ),
    },
  ]
  return <Listing label={words.tabs.keys} items={keys} keyOf={({ id }) => id} columns={columns} />
}

function isOpen({ revoked_at, expires_at }: ApiKey): boolean {
  return revoked_at === null && (expires_at === null || Date.parse(expires_at) > now())
}

function State({ apiKey }: { readonly apiKey: ApiKey }): ReactElement {
  const { settings: words } = useWords()
  const { revoked_at, expires_at } = apiKey
  if (revoked_at !== null) {
    return (
      <>
        {words.revoked} <Instant at={revoked_at} />
      </>
    )
  }
  if (expires_at === null) {
    return <Badge color="teal">{words.inUse}</Badge>
  }
  return (
    <>
      {isOpen(apiKey) ? words.expires : words.expired} <Instant at={expires_at} />
    </>
  )
}
