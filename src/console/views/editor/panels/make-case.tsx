import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactElement, useState } from 'react'
import type { Schemas } from '../../../api/client.ts'
import type { ComparedItem } from '../../../api/policy-checks.ts'
import { insertCase } from '../../../text/insert-case.ts'
import { now } from '../../../time/now.ts'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

/** Puts the order that was tried and what is decided into the text, as a case of its rule. */
export function MakeCase({
  facts,
  at,
  ruling,
}: {
  readonly facts: Schemas['Facts']
  /** The time that it was decided at; undefined for now. */
  readonly at: string | undefined
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
    // Where the text looks at the time, the case has to name one.
    const time =
      at ?? (/\bnow\b/u.test(draft.text.replaceAll(/^\s*now:.*$/gmu, '')) ? new Date(now()).toISOString() : undefined)
    const called = name.trim() === '' ? words.caseNameDefault : name.trim()
    const made = insertCase(draft.text, { name: called, now: time, facts, expect, rule })
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
