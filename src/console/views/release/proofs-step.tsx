import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Draft } from '../../api/drafts.ts'
import { type PolicyProof, provePolicy } from '../../api/policy-checks.ts'
import { useMay } from '../../api/use-session.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import type { Words } from '../../words/words.ts'
import { ChangedClass, OpenTransition } from './changed-class.tsx'
import { TextFault } from './text-fault.tsx'

/** What is proved of the text: which orders are decided otherwise, each kind with an example, and what is wrong with it. */
export function ProofsStep({ draft }: { readonly draft: Draft }): ReactElement | null {
  const { release: words } = useWords()
  const may = useMay()
  const { policy, text, base_version: base } = draft
  const prove = useMutation({ mutationFn: () => proofsOf(policy, text, base) })
  if (!may('provePolicy')) return null
  return (
    <Section title={words.steps.proofs}>
      <Text size="sm">{words.proofsText}</Text>
      <Group>
        <Button variant="default" disabled={prove.isPending} onClick={() => prove.mutate()}>
          {words.prove}
        </Button>
        {prove.isPending && (
          <Group gap="xs" role="status">
            <Loader size="sm" />
            <Text size="sm">{words.proving}</Text>
          </Group>
        )}
      </Group>
      {prove.error !== null && <FaultNote fault={prove.error} />}
      {prove.data !== undefined && <Proved {...prove.data} />}
    </Section>
  )
}

interface Proofs {
  readonly alone: PolicyProof
  readonly against: PolicyProof | null
}

async function proofsOf(policy: string, text: string, base: number | null): Promise<Proofs> {
  const against = base === null ? null : await provePolicy({ policy, text, against: base })
  return { alone: await provePolicy({ policy, text }), against }
}

function Proved({ alone, against }: Proofs): ReactElement {
  const { release: words } = useWords()
  const comparison = against?.comparison ?? null
  const told = alone.findings.filter(({ severity }) => severity !== 'information')
  return (
    <Stack gap="sm">
      {comparison !== null && (
        <>
          <Text size="sm" fw={600}>
            {totalOf(comparison, words)}
          </Text>
          {comparison.because !== null && <Text size="sm">{comparison.because}</Text>}
          {comparison.classes.map((each, index) => (
            <ChangedClass key={`${each.section} ${each.from} ${each.to} ${each.amount} ${index}`} {...each} />
          ))}
          {comparison.open?.map((each) => (
            <OpenTransition key={`${each.section} ${each.from} ${each.to}`} {...each} />
          ))}
        </>
      )}
      <Text size="sm" fw={600}>
        {words.findings(told.length)}
      </Text>
      {told.map((fault) => (
        <TextFault key={`${fault.code} ${fault.rule} ${fault.line} ${fault.column}`} fault={fault} />
      ))}
      {(alone.is_partial || against?.is_partial === true) && <Text size="sm">{words.partial}</Text>}
    </Stack>
  )
}

function totalOf(
  { classes, open, nothing_else }: NonNullable<PolicyProof['comparison']>,
  words: Words['release'],
): string {
  if (nothing_else === 'proved') return words.nothingElse(classes.length)
  return open === null || open.length === 0
    ? words.notAllFound(classes.length)
    : words.onlyOpen(classes.length, open.length)
}
