import { yaml } from '@codemirror/lang-yaml'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'
import { codeStyle } from './code-style.ts'
import { useCodeView } from './use-code-view.ts'

/** What one text changes of another, in one view: what stays the same is folded. Give it a new key for new texts. */
export function TextDifference({
  from,
  to,
  label,
}: {
  readonly from: string
  readonly to: string
  /** Says what is compared, for those who do not see it. */
  readonly label: string
}): ReactElement {
  const { editor } = useWords()
  const { place } = useCodeView(to, () => [
    codeStyle,
    yaml(),
    lineNumbers(),
    EditorState.readOnly.of(true),
    EditorState.phrases.of(editor.phrases),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    unifiedMergeView({
      original: from,
      mergeControls: false,
      gutter: false,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { scanLimit: 2000 },
    }),
  ])
  return <div ref={place} style={{ maxHeight: '65vh', overflow: 'auto' }} />
}
