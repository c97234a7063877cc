import { Button, Group, Kbd, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { hasCode } from '../../api/api-fault.ts'
import { extendReview, type ReviewTask, resolveReview } from '../../api/reviews.ts'
import { Section } from '../../parts/section.tsx'
import { useTell } from '../../parts/use-tell.ts'
import { useWords } from '../../words/use-words.ts'
import { ApproveForm } from './approve-form.tsx'
import { DenyForm } from './deny-form.tsx'
import { ExtendForm } from './extend-form.tsx'

const keys = { approve: 'a', deny: 'd', extend: 'e' } as const
type Verb = keyof typeof keys

/**
 * Approve, deny or extend: by button, or by a, d and e. What is done is told, and the next review comes. Where somebody else
 * was first, that is shown in place of the forms.
 */
export function VerdictForms({
  review,
  onResolved,
}: {
  readonly review: ReviewTask
  readonly onResolved: () => void
}): ReactElement {
  const { reviews: words } = useWords()
  const [verb, choose] = useState<Verb | null>(null)
  const { resolve, extend } = useVerdicts(review, onResolved, () => choose(null))
  useHotkeys([
    [keys.approve, () => choose('approve')],
    [keys.deny, () => choose('deny')],
    [keys.extend, () => choose('extend')],
  ])
  const close = (): void => {
    choose(null)
    resolve.reset()
    extend.reset()
  }
  return (
    <Section title={words.verdict}>
      <Group gap="sm">
        {(['approve', 'deny', 'extend'] as const).map((each) => (
          <Button
            key={each}
            variant={verb === each || (verb === null && each === 'approve') ? 'filled' : 'default'}
            aria-pressed={verb === each}
            aria-keyshortcuts={keys[each]}
            rightSection={
              <Kbd size="xs" visibleFrom="md">
                {keys[each]}
              </Kbd>
            }
            onClick={() => choose(each)}
          >
            {words.verbs[each]}
          </Button>
        ))}
      </Group>
      {verb === null && (
        <Text size="sm" c="dimmed" visibleFrom="md">
          {words.keysHint}
        </Text>
      )}
      {verb === 'approve' && <ApproveForm review={review} resolve={resolve} onClose={close} />}
      {verb === 'deny' && <DenyForm review={review} resolve={resolve} onClose={close} />}
      {verb === 'extend' && <ExtendForm review={review} extend={extend} onClose={close} />}
    </Section>
  )
}

function useVerdicts(review: ReviewTask, onResolved: () => void, onExtended: () => void) {
  const { reviews: words } = useWords()
  const tell = useTell()
  const queryClient = useQueryClient()
  const refresh = async (): Promise<void> => {
    await queryClient.invalidateQueries()
  }
  const resolve = useMutation({
    mutationFn: resolveReview,
    onSuccess: async ({ resolution }) => {
      const actions = resolution?.actions.map(({ name }) => name) ?? []
      const done = resolution?.outcome === 'approve' ? words.approved(review.order) : words.denied(review.order)
      tell(actions.length === 0 ? done : `${done} ${words.gave(actions.join(', '))}`)
      onResolved()
      await refresh()
    },
    onError: async (fault) => {
      if (!hasCode(fault, 'review_already_resolved')) return
      tell(words.tooLateText, { color: 'yellow', title: words.tooLateTitle })
      await refresh()
    },
  })
  const extend = useMutation({
    mutationFn: extendReview,
    onSuccess: async () => {
      tell(words.extended(review.order))
      onExtended()
      await refresh()
    },
  })
  return { resolve, extend }
}
