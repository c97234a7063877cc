import { Button, Group, Loader, Select, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import type { Draft } from '../../api/drafts.ts'
import { measureImpact } from '../../api/releases.ts'
import { useMay } from '../../api/use-session.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Section } from '../../parts/section.tsx'
import { now } from '../../time/now.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { ImpactResult } from './impact-result.tsx'

const dayMilliseconds = 86_400_000
const ranges = ['7', '30', '90', 'all'] as const
type Range = (typeof ranges)[number]

/** What the text would have made of what was decided so far: flips and money. It is counted on demand, and can be given up. */
export function ImpactStep({ draft }: { readonly draft: Draft }): ReactElement | null {
  const { release: words } = useWords()
  const language = useLanguage()
  const may = useMay()
  const [range, setRange] = useState<Range>('30')
  const { measure, cancel, seen } = useMeasuring(draft)
  if (!may('measureTextImpact') || !may('listDecisions')) return null
  return (
    <Section title={words.steps.impact}>
      <Text size="sm">{words.impactText}</Text>
      <Group align="end">
        <Select
          label={words.range}
          size="sm"
          w={180}
          allowDeselect={false}
          data={ranges.map((value) => ({ value, label: words.ranges[value] }))}
          value={range}
          onChange={(next) => setRange(ranges.find((each) => each === next) ?? '30')}
        />
        {measure.isPending ? (
          <>
            <Button variant="default" onClick={cancel}>
              {words.cancel}
            </Button>
            <Group gap="xs" role="status">
              <Loader size="sm" />
              <Text size="sm">{words.lookedAt(new Intl.NumberFormat(language).format(seen))}</Text>
            </Group>
          </>
        ) : (
          <Button variant="default" onClick={() => measure.mutate(range)}>
            {words.measure}
          </Button>
        )}
      </Group>
      {measure.error !== null && !isAbort(measure.error) && <FaultNote fault={measure.error} />}
      {measure.error !== null && isAbort(measure.error) && <Text size="sm">{words.canceled}</Text>}
      {measure.data !== undefined && <ImpactResult impact={measure.data} />}
    </Section>
  )
}

function useMeasuring({ policy, text }: Draft) {
  const running = useRef<AbortController | null>(null)
  const [seen, setSeen] = useState(0)
  const cancel = (): void => running.current?.abort()
  useEffect(() => () => running.current?.abort(), [])
  const measure = useMutation({
    mutationFn: (range: Range) => {
      const controller = new AbortController()
      running.current = controller
      setSeen(0)
      const from = range === 'all' ? undefined : new Date(now() - JSON.parse(range) * dayMilliseconds).toISOString()
      return measureImpact({ policy, text, from, signal: controller.signal, onProgress: setSeen })
    },
  })
  return { measure, cancel, seen }
}

function isAbort(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'AbortError'
}
