import { List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { hasCode } from '../../api/api-fault.ts'
import { type ExplainedDecision, flipsQuery } from '../../api/decisions.ts'
import { useMay } from '../../api/use-session.ts'
import { Answered } from '../../parts/answered.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { valueText } from '../../parts/value-text.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'

/** What would have to be different for a denied decision to be a refund. */
export function FlipsSection({ decision }: { readonly decision: ExplainedDecision }): ReactElement | null {
  const words = useWords()
  const { decision: own } = words
  const language = useLanguage()
  const may = useMay()
  const isAsked = decision.outcome === 'deny' && may('getFlips')
  const query = useQuery({ ...flipsQuery(decision.id, language), enabled: isAsked })
  if (!isAsked || hasCode(query.error, 'decision_erased')) return null
  return (
    <Section title={own.flips}>
      <Answered query={query}>
        {({ flips }) =>
          flips.length === 0 ? (
            <Text size="sm" c="dimmed">
              {own.noFlips}
            </Text>
          ) : (
            <Stack gap="sm">
              {flips.map(({ words: told, changes }) => (
                <div key={told}>
                  <Text size="sm">{told}</Text>
                  <List size="sm" c="dimmed">
                    {changes.map(({ fact, from, to }) => (
                      <List.Item key={fact ?? ''}>
                        {fact === null ? (
                          <>
                            {own.askedAt} <Instant at={String(to)} />
                          </>
                        ) : (
                          own.changed(fact, valueText(from, words), valueText(to, words))
                        )}
                      </List.Item>
                    ))}
                  </List>
                </div>
              ))}
            </Stack>
          )
        }
      </Answered>
    </Section>
  )
}
