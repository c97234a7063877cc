import { Grid, Paper, SegmentedControl, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Draft } from '../../api/drafts.ts'
import { checkQuery, type Diagnostic } from '../../api/policy-checks.ts'
import { useMay } from '../../api/use-session.ts'
import { type EditorHandle, PolicyEditor } from '../../code/policy-editor.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { policyNames } from '../../text/policy-names.ts'
import { readText } from '../../text/read-text.ts'
import { useWords } from '../../words/use-words.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DraftBar } from './draft-bar.tsx'
import { DraftNotes } from './draft-notes.tsx'
import { FormView } from './form/form-view.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { SidePanels } from './side-panels.tsx'
import { usePolicyGuide } from './use-policy-guide.ts'
import { useDraft } from './writing/use-draft.ts'
import { type TrialOrder, type Writing, WritingContext } from './writing/use-writing.ts'

const route = getRouteApi('/policies/$policy/drafts/$draft')

/** So long nothing was typed before a text is looked at. Milliseconds. */
const restAfter = 350
const none: readonly Diagnostic[] = []

/** Everything about writing one draft: the text or its form, and beside it what comes of it. */
export function DraftEditor({ opened }: { readonly opened: Draft }): ReactElement {
  const writing = useWritingOf(opened)
  const { draft, canWrite, check, names } = writing
  const { editor: words } = useWords()
  const { as } = route.useSearch()
  const navigate = useNavigate()
  const current = useRef(names)
  useEffect(() => {
    current.current = names
  }, [names])
  const guide = usePolicyGuide(useCallback(() => current.current, []))
  const isForm = as === 'form'
  return (
    <WritingContext value={writing}>
      <Stack gap="sm">
        <DraftBar />
        <DraftNotes />
        {draft.fault !== null && <FaultNote fault={draft.fault} />}
        <Grid gap="sm">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="xs">
              {canWrite && (
                <SegmentedControl
                  aria-label={words.viewLabel}
                  size="xs"
                  w="fit-content"
                  data={[
                    { value: 'text', label: words.text },
                    { value: 'form', label: words.form },
                  ]}
                  value={isForm ? 'form' : 'text'}
                  onChange={(next) =>
                    void navigate({
                      from: route.id,
                      to: '.',
                      search: (before) => ({ ...before, as: next === 'form' ? 'form' : undefined }),
                    })
                  }
                />
              )}
              <Paper
                withBorder
                radius="md"
                className="policy-editor-frame"
                h="calc(100vh - 15rem)"
                mih={360}
                style={{ overflow: 'hidden', display: isForm ? 'none' : 'block' }}
              >
                <PolicyEditor
                  text={opened.text}
                  label={words.textLabel(opened.policy)}
                  readOnly={!canWrite}
                  guide={guide}
                  diagnostics={check?.diagnostics ?? none}
                  onChange={draft.write}
                  onReady={writing.ready}
                />
              </Paper>
              {isForm && <FormView />}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <div className="editor-side">
              <SidePanels />
            </div>
          </Grid.Col>
        </Grid>
      </Stack>
      {draft.conflict !== null && <ConflictDialog theirs={draft.conflict} />}
      <LeaveGuard />
    </WritingContext>
  )
}

function useWritingOf(opened: Draft): Writing {
  const draft = useDraft(opened)
  const may = useMay()
  const navigate = useNavigate()
  const { as } = route.useSearch()
  const handle = useRef<EditorHandle | null>(null)
  const [text] = useDebouncedValue(draft.text, restAfter)
  const [order, setOrder] = useState<TrialOrder | null>(null)
  const read = useMemo(() => readText(text), [text])
  const names = useMemo(() => policyNames(read), [read])
  const mayCheck = may('validatePolicy') && !opened.retires
  const checked = useQuery({
    ...checkQuery({ policy: opened.policy, text }),
    enabled: mayCheck,
    placeholderData: keepPreviousData,
  })
  const show: Writing['show'] = (panel) =>
    void navigate({ from: route.id, to: '.', search: (before) => ({ ...before, panel }) })
  return {
    draft,
    canWrite: may('editDraft') && draft.stored.state === 'open' && !draft.stored.retires,
    read,
    names,
    check: checked.data,
    checkFault: checked.error,
    checkAgain: () => void checked.refetch(),
    isChecking: mayCheck && (checked.isFetching || text !== draft.text),
    handle,
    ready: (made) => {
      handle.current = made
    },
    order,
    tryOrder: (next) => {
      setOrder(next)
      show('trial')
    },
    jump: (line, column) => {
      if (as === undefined) handle.current?.jump(line, column)
      else
        void navigate({ from: route.id, to: '.', search: (before) => ({ ...before, as: undefined }) }).then(() =>
          handle.current?.jump(line, column),
        )
    },
    show,
  }
}
