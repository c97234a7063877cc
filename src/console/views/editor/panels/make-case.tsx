import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactElement, useState } from 'react'
import type { Schemas } from '../../../api/client.ts'
import type { ComparedItem } from '../../../api/policy-checks.ts'
import { insertCase } from '../../../text/insert-case.ts'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

/** Puts the order that was tried and what is decided into the text, as a case of its rule. */
export function MakeCase({
  facts,
  ruling,
}: {
  readonly facts: Schemas['Facts']
  readonly ruling: NonNullable<ComparedItem['ruling']>
}): ReactElement | null {
  const { editor: words } = useWords()
  const { draft, canWrite, handle } = useWriting()
  const [name, setName] = useState('')
  if (!canWrite) return null
  const make = (): void => {
    const { outcome, label, rule, reason_code, refund } = ruling
    const expect = {
      outcome: label ?? outcome,
      rule,
      reason: reason_code,
      ...(refund === null ? {} : { refund: refund.amount }),
    }
    const made = insertCase(draft.text, {
      name: name.trim() === '' ? words.caseNameDefault : name.trim(),
      facts,
      expect,
      rule,
    })
    if (made === null) return
    handle.current?.replace(made.text)
    notifications.show({ message: `${words.caseMade} (${words.line(made.line)})` })
    setName('')
  }
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput
        size="xs"
        label={words.caseName}
        placeholder={words.caseNameDefault}
        style={{ flex: 1 }}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button size="xs" variant="default" onClick={make}>
        {words.makeCase}
      </Button>
    </Group>
  )
}
