import { Badge, Button, Checkbox, Code, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { type Draft, draftKey } from '../../api/drafts.ts'
import { approveDraft, releaseQuery, withdrawApproval } from '../../api/releases.ts'
import { useMay, useSession } from '../../api/use-session.ts'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { useTell } from '../../parts/use-tell.ts'
import { useWords } from '../../words/use-words.ts'
import { ReleaseFault } from './release-fault.tsx'

/** Who agrees with the text, and agreeing with it; whoever wrote some of it cannot. */
export function ApprovalStep({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const may = useMay()
  const { name } = useSession()
  const { data: release } = useQuery(releaseQuery(draft.policy))
  const isWriter = draft.writers.includes(name)
  const hasApproved = draft.approvals.some(({ by, is_valid }) => by === name && is_valid)
  const mayApprove = draft.state === 'open' && may('approveDraft')
  return (
    <Section title={words.steps.approval}>
      {release !== undefined && (
        <Text size="sm">{release.four_eyes ? words.approvalNeeded : words.approvalNotNeeded}</Text>
      )}
      {draft.approvals.map((each) => (
        <Approval key={`${each.at} ${each.by}`} approval={each} />
      ))}
      {mayApprove && hasApproved && <Withdraw draft={draft} />}
      {mayApprove && isWriter && <Text size="sm">{words.ownText}</Text>}
      {mayApprove && !isWriter && !hasApproved && <ApproveForm draft={draft} />}
    </Section>
  )
}

function Approval({ approval }: { readonly approval: Draft['approvals'][number] }): ReactElement {
  const { release: words } = useWords()
  const { by, at, sha256, note, over_gate, is_valid, withdrawn_at } = approval
  const voided = withdrawn_at === null ? words.voided : words.withdrawn
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {by}
        </Text>
        <Badge color={is_valid ? 'teal' : 'gray'}>{is_valid ? words.counts : voided}</Badge>
      </Group>
      <Text size="sm" c="dimmed">
        <Instant at={at} /> · <Code>{sha256.slice(0, 12)}…</Code>
        {over_gate && ` · ${words.overGate}`}
      </Text>
      {note !== null && <Text size="sm">{note}</Text>}
    </div>
  )
}

/** Takes one's own approval back: the text may be read again, and approved again. */
function Withdraw({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const tell = useTell()
  const queryClient = useQueryClient()
  const withdraw = useMutation({
    mutationFn: withdrawApproval,
    onSuccess: (next) => {
      tell(words.isWithdrawn)
      queryClient.setQueryData([...draftKey(next)], next)
    },
  })
  return (
    <Stack gap="xs" align="start">
      {withdraw.error !== null && <ReleaseFault fault={withdraw.error} />}
      <Button variant="default" size="sm" loading={withdraw.isPending} onClick={() => withdraw.mutate(draft)}>
        {words.withdraw}
      </Button>
    </Stack>
  )
}

function ApproveForm({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const [overGate, setOverGate] = useState(false)
  const approve = useMutation({
    mutationFn: approveDraft,
    onSuccess: (next) => {
      setNote('')
      queryClient.setQueryData([...draftKey(next)], next)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const said = note.trim() === '' ? {} : { note: note.trim() }
    const { policy, id, sha256 } = draft
    approve.mutate({ policy, id, body: { sha256, over_gate: overGate, ...said } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" align="start">
        <Text size="sm">
          {words.approveText} <Code>{draft.sha256.slice(0, 12)}…</Code>
        </Text>
        <Textarea
          label={words.note}
          w="100%"
          autosize
          maxLength={4000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Checkbox
          label={words.letPass}
          checked={overGate}
          onChange={({ currentTarget }) => setOverGate(currentTarget.checked)}
        />
        {approve.error !== null && <ReleaseFault fault={approve.error} />}
        <Button type="submit" size="sm" loading={approve.isPending}>
          {words.approve}
        </Button>
      </Stack>
    </form>
  )
}
