import { Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { adjustAccount } from '../../api/accounts.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useWords } from '../../words/use-words.ts'

/** Adds to a balance or takes off it by hand. */
export function AdjustDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactElement {
  const { accounts: words } = useWords()
  const queryClient = useQueryClient()
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState('')
  const [order, setOrder] = useState('')
  const adjust = useMutation({
    mutationFn: adjustAccount,
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries()
    },
  })
  const confirm = (reason: string): void => {
    const counted = order.trim() === '' ? {} : { order: order.trim() }
    adjust.mutate({ id, body: { amount: amount.trim(), currency: currency.trim().toUpperCase(), reason, ...counted } })
  }
  return (
    <ReasonDialog
      title={words.adjust}
      text={words.adjustText}
      confirm={words.adjust}
      pending={adjust.isPending}
      fault={adjust.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={words.amount}
          description={words.amountHint}
          required
          inputMode="decimal"
          value={amount}
          onChange={({ currentTarget }) => setAmount(currentTarget.value)}
        />
        <TextInput
          label={words.currency}
          description={words.currencyHint}
          required
          value={currency}
          onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
        />
      </Group>
      <TextInput
        label={words.order}
        description={words.adjustOrderHint}
        value={order}
        onChange={({ currentTarget }) => setOrder(currentTarget.value)}
      />
    </ReasonDialog>
  )
}
