import { Paper, SimpleGrid, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Schemas } from '../../api/client.ts'
import { FactsTable } from '../../parts/facts-table.tsx'
import { valueText } from '../../parts/value-text.ts'
import { useWords } from '../../words/use-words.ts'
import { largestText } from './largest-text.ts'

type Changed = Schemas['ChangedClass']
type Example = NonNullable<Changed['example']>

/** A kind of order that is decided otherwise: by which rule before and after, an example of it, and the largest difference. */
export function ChangedClass({ section, from, to, amount, example, largest, because }: Changed): ReactElement {
  const { release: words } = useWords()
  return (
    <Paper withBorder p="sm" radius="md">
      <Title section={section} from={from} to={to} amounts={[amount]} />
      {largest !== null && <Text size="sm">{largestText(words, largest)}</Text>}
      {example === null ? <Text size="sm">{because}</Text> : <ExampleOrder example={example} />}
    </Paper>
  )
}

/** A kind of order of which it is not decided whether there is one that is decided so. */
export function OpenTransition(open: Schemas['OpenTransition']): ReactElement {
  const { release: words } = useWords()
  return (
    <Paper withBorder p="sm" radius="md">
      <Title {...open} />
      <Text size="sm">{words.openClass}</Text>
    </Paper>
  )
}

function Title({ section, from, to, amounts }: Schemas['OpenTransition']): ReactElement {
  const { release: words } = useWords()
  const named = (rule: string | null): string => (rule === 'default' ? words.defaultRule : (rule ?? words.nobody))
  return (
    <Text size="sm" fw={600}>
      {words.sections[section]}: {words.moves(named(from), named(to))} –{' '}
      {amounts.map((amount) => words.amounts[amount]).join(' / ')}
    </Text>
  )
}

function ExampleOrder({ example }: { readonly example: Example }): ReactElement {
  const words = useWords()
  const { release: own } = words
  const later = Object.entries(example.history_after).map(([name, value]) => [own.countedAfter(name), value] as const)
  const facts = [...leavesOf(example.facts), ...Object.entries(example.history), ...later]
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
      <FactsTable
        label={own.exampleOrder}
        rows={[[own.askedAt, example.now], ...facts.map(([name, value]) => [name, valueText(value, words)] as const)]}
      />
      <FactsTable
        label={own.decidedSo}
        rows={[
          [own.before, <Ruled key="before" decision={example.before} />],
          [own.after, <Ruled key="after" decision={example.after} />],
        ]}
      />
    </SimpleGrid>
  )
}

function Ruled({
  decision: { outcome, rule, reason, refund },
}: {
  readonly decision: Example['before']
}): ReactElement {
  return (
    <>
      {outcome} · {rule ?? reason}
      {refund !== null && ` · ${refund}`}
    </>
  )
}

/** The values of nested facts by their dotted names. */
function leavesOf(facts: object, path = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]) => {
    const dotted = path === '' ? name : `${path}.${name}`
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isGroup ? leavesOf(value, dotted) : [[dotted, value] as const]
  })
}
