import { Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { type Account, liftStanding } from '../../api/accounts.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useWords } from '../../words/use-words.ts'

/** In ascending severity. */
const standings = ['good', 'warned', 'suspended', 'terminated', 'banned'] as const

/** Betters the standing of an account: only a better one can be chosen. */
export function LiftDialog({
  account,
  onClose,
}: {
  readonly account: Account
  readonly onClose: () => void
}): ReactElement {
  const { accounts: words, common } = useWords()
  const queryClient = useQueryClient()
  const better = standings.slice(0, standings.indexOf(account.standing))
  const [standing, setStanding] = useState<(typeof standings)[number]>('good')
  const lift = useMutation({
    mutationFn: liftStanding,
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      title={words.lift}
      text={words.liftText(common.standings[account.standing])}
      confirm={words.lift}
      pending={lift.isPending}
      fault={lift.error}
      onConfirm={(reason) => lift.mutate({ id: account.id, body: { standing, reason } })}
      onClose={onClose}
    >
      <Select
        label={words.standing}
        allowDeselect={false}
        data={better.map((value) => ({ value, label: common.standings[value] }))}
        value={standing}
        onChange={(value) => setStanding(standings.find((each) => each === value) ?? 'good')}
      />
    </ReasonDialog>
  )
}
