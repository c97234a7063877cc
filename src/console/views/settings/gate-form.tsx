import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { changeRelease, type Release, releaseQuery } from '../../api/releases.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'
import { AmountFields, type AmountRow } from './amount-fields.tsx'
import { percentOf, shareOf } from './share-text.ts'

/** Changes what it takes to release a text; who is late hears of it. */
export function GateForm({
  release,
  onClose,
}: {
  readonly release: Release
  readonly onClose: () => void
}): ReactElement {
  const { settings: words, common } = useWords()
  const { draft, set, body, isRight } = useGateDraft(release)
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: changeRelease,
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
    onError: () => queryClient.invalidateQueries({ queryKey: releaseQuery(release.policy).queryKey }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isRight) change.mutate({ name: release.policy, revision: release.revision, body })
  }
  const turn = (name: 'fourEyes' | 'cases' | 'proofs', label: string, description: string): ReactElement => (
    <Switch
      label={label}
      description={description}
      checked={draft[name]}
      onChange={({ currentTarget: { checked } }) => set({ [name]: checked })}
    />
  )
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {turn('fourEyes', words.fourEyes, words.fourEyesHint)}
        {turn('cases', words.requireCases, words.requireCasesHint)}
        {turn('proofs', words.requireProofs, words.requireProofsHint)}
        <TextInput
          label={words.maxFlipShare}
          description={words.maxFlipShareHint}
          w={280}
          inputMode="decimal"
          value={draft.percent}
          error={draft.percent.trim() === '' || shareOf(draft.percent) !== null ? undefined : words.noPercent}
          onChange={({ currentTarget: { value } }) => set({ percent: value })}
        />
        <AmountFields rows={draft.amounts} onChange={(amounts) => set({ amounts })} />
        {change.error !== null && <FaultNote fault={change.error} />}
        <Group>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!isRight}>
            {words.setGate}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface GateDraft {
  readonly fourEyes: boolean
  readonly cases: boolean
  readonly proofs: boolean
  readonly percent: string
  readonly amounts: readonly AmountRow[]
}

function useGateDraft({ four_eyes, publish_gate: gate }: Release) {
  const [draft, setDraft] = useState<GateDraft>(() => ({
    fourEyes: four_eyes,
    cases: gate.require_cases === true,
    proofs: gate.require_proofs === true,
    percent: gate.max_flip_share === undefined ? '' : percentOf(gate.max_flip_share),
    amounts: Object.entries(gate.max_extra_credit_per_day ?? {}).map(([currency, amount]) => ({ currency, amount })),
  }))
  const share = draft.percent.trim() === '' ? undefined : shareOf(draft.percent)
  const amounts = draft.amounts.filter(({ currency, amount }) => currency.trim() !== '' && amount.trim() !== '')
  const max_extra = Object.fromEntries(
    amounts.map(({ currency, amount }) => [currency.trim().toUpperCase(), amount.trim()]),
  )
  const body = {
    four_eyes: draft.fourEyes,
    publish_gate: {
      ...(draft.cases ? { require_cases: true } : {}),
      ...(draft.proofs ? { require_proofs: true } : {}),
      ...(share === undefined || share === null ? {} : { max_flip_share: share }),
      ...(amounts.length === 0 ? {} : { max_extra_credit_per_day: max_extra }),
    },
  }
  const set = (change: Partial<GateDraft>): void => setDraft((before) => ({ ...before, ...change }))
  return { draft, set, body, isRight: share !== null }
}
