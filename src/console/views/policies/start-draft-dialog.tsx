import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactElement, useState } from 'react'
import { createDraft, type Draft, draftKey } from '../../api/drafts.ts'
import { given } from '../../api/given.ts'
import { policiesQuery, policyVersionQuery, recentVersionsQuery } from '../../api/policies.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'

/** Begins a draft of a policy from a version, or of a new policy (null) from another one, and opens it. */
export function StartDraftDialog({
  policy,
  onClose,
}: {
  readonly policy: string | null
  readonly onClose: () => void
}): ReactElement {
  const { policies: words, common } = useWords()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const begin = useMutation({
    mutationFn: async (): Promise<Draft> => {
      const why = given({ reason: reason.trim() === '' ? undefined : reason.trim() })
      if (policy !== null) {
        const versions = await queryClient.fetchQuery(recentVersionsQuery(policy))
        const version = versions.find((each) => String(each.version) === from)?.version
        return await createDraft({ policy, body: { ...why, ...given({ from_version: version }) } })
      }
      const copied = await queryClient.fetchQuery(policyVersionQuery(from ?? '', null))
      const text = copied.text.replace(/^name:.*$/mu, `name: ${name.trim()}`)
      return await createDraft({ policy: name.trim(), body: { ...why, text } })
    },
    onSuccess: async (draft) => {
      queryClient.setQueryData(draftKey(draft), draft)
      await queryClient.invalidateQueries({ queryKey: ['drafts', draft.policy] })
      await navigate({ to: '/policies/$policy/drafts/$draft', params: { policy: draft.policy, draft: draft.id } })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    begin.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={policy === null ? words.newPolicy : words.start}
      centered
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.startText}</Text>
          {policy === null ? (
            <>
              <TextInput
                label={words.newName}
                description={words.newNameHint}
                required
                data-autofocus
                value={name}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <PolicySelect value={from} onChange={setFrom} />
            </>
          ) : (
            <VersionSelect policy={policy} value={from} onChange={setFrom} />
          )}
          <TextInput
            label={words.startReason}
            description={words.startReasonHint}
            maxLength={500}
            value={reason}
            data-autofocus={policy !== null}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {begin.error !== null && <FaultNote fault={begin.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button
              type="submit"
              loading={begin.isPending}
              disabled={policy === null && (name.trim() === '' || from === null)}
            >
              {words.start}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface Choice {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function VersionSelect({ policy, value, onChange }: Choice & { readonly policy: string }): ReactElement {
  const { policies: words } = useWords()
  const { data = [] } = useQuery(recentVersionsQuery(policy))
  const choices = data.map(({ version, reason }) => ({
    value: String(version),
    label: reason === null ? words.active(version) : `${words.active(version)}: ${reason}`,
  }))
  return (
    <Select
      label={words.startFrom}
      data={choices}
      value={value ?? choices[0]?.value ?? null}
      onChange={onChange}
      allowDeselect={false}
      searchable
    />
  )
}

function PolicySelect({ value, onChange }: Choice): ReactElement {
  const { policies: words } = useWords()
  const { data = [] } = useQuery(policiesQuery)
  return <Select label={words.newFrom} required data={data.map(({ name }) => name)} value={value} onChange={onChange} />
}
