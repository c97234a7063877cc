import { Text, VisuallyHidden } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Schemas } from '../api/client.ts'
import { useWords } from '../words/use-words.ts'
import type { Words } from '../words/words.ts'
import { valueText } from './value-text.ts'

type Condition = Schemas['ConditionTrace']

/** A condition with what each part of it came to, as a tree. */
export function ConditionTree({ condition }: { readonly condition: Condition }): ReactElement {
  const words = useWords()
  return (
    <ul style={{ margin: 0, paddingLeft: '1.25rem', listStyle: 'none' }}>
      <li>
        <Text size="sm" component="div">
          <Truth result={condition.result} /> {titleOf(condition, words)}
        </Text>
        {condition.of?.map((part) => (
          <ConditionTree key={JSON.stringify(part)} condition={part} />
        ))}
      </li>
    </ul>
  )
}

const marks = { true: '✓', false: '✗', unknown: '?' } as const
const colors = { true: 'var(--mantine-color-text)', false: 'var(--mantine-color-dimmed)', unknown: 'inherit' } as const

/** Whether something was true, false or unknown: as a sign, and in words for who does not see it. */
export function Truth({ result }: { readonly result: boolean | string }): ReactElement {
  const { decision: words } = useWords()
  const name = result === true ? 'true' : result === false ? 'false' : 'unknown'
  return (
    <span style={{ color: colors[name], fontWeight: 700 }}>
      <span aria-hidden="true">{marks[name]}</span>
      <VisuallyHidden>{words.truths[name]}</VisuallyHidden>
    </span>
  )
}

function titleOf(condition: Condition, words: Words): string {
  const { decision: own } = words
  switch (condition.kind) {
    case 'always':
      return own.always
    case 'all':
      return own.all
    case 'any':
      return own.any
    case 'not':
      return own.not
    case 'named':
      return condition.name ?? ''
    case 'leaf': {
      const operator = own.operators[condition.operator ?? ''] ?? condition.operator ?? ''
      const compared = `${condition.fact ?? ''} ${operator} ${expectedText(condition.expected, words)}`
      return own.was(compared, valueText(condition.actual, words))
    }
  }
}

function expectedText(expected: unknown, words: Words): string {
  if (typeof expected === 'object' && expected !== null && 'fact' in expected) {
    const value = 'value' in expected ? ` (${valueText(expected.value, words)})` : ''
    return `${String(expected.fact)}${value}`
  }
  return valueText(expected, words)
}
