import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, redo, undo } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, foldKeymap, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap, type Diagnostic as Marked, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorSelection, EditorState, type Text } from '@codemirror/state'
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { type ReactElement, useEffect, useRef } from 'react'
import type { Diagnostic } from '../api/policy-checks.ts'
import { codeStyle } from './code-style.ts'
import { completePolicy } from './policy-completion.ts'
import type { PolicyGuide } from './policy-guide.ts'
import { policyHelp } from './policy-help.ts'
import { useCodeView } from './use-code-view.ts'
import { yamlIndent } from './yaml-indent.ts'

/** What else may be done with the text of an editor; all of it can be undone. */
export interface EditorHandle {
  /** Puts another text there, changing only where it differs. */
  replace(text: string): void
  /** Goes to a place, from 1, and takes the focus. */
  jump(line: number, column?: number): void
  undo(): void
  redo(): void
}

interface PolicyEditorProps {
  /** The text at first; later ones come by the handle. */
  readonly text: string
  readonly label: string
  readonly readOnly?: boolean
  readonly guide: PolicyGuide
  readonly diagnostics: readonly Diagnostic[]
  onChange?(text: string): void
  onReady(handle: EditorHandle): void
}

/** A policy's text to be written: coloured, folded, completed, with help and faults where they are. */
export function PolicyEditor(props: PolicyEditorProps): ReactElement {
  const newest = useRef(props)
  useEffect(() => {
    newest.current = props
  })
  const { place, view } = useCodeView(props.text, () => [
    codeStyle,
    yamlIndent,
    yaml(),
    indentUnit.of('  '),
    lineNumbers(),
    foldGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    history(),
    bracketMatching(),
    closeBrackets(),
    lintGutter(),
    autocompletion({ override: [(context) => completePolicy(newest.current.guide)(context)], icons: false }),
    policyHelp({
      ...props.guide,
      names: () => newest.current.guide.names(),
      get schema() {
        return newest.current.guide.schema
      },
      get functions() {
        return newest.current.guide.functions
      },
    }),
    EditorState.phrases.of(props.guide.phrases),
    EditorState.readOnly.of(props.readOnly === true),
    EditorView.contentAttributes.of({ 'aria-label': props.label, spellcheck: 'false', tabindex: '0' }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) newest.current.onChange?.(state.doc.toString())
    }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ])
  useEffect(() => {
    if (view !== null) newest.current.onReady(handleOf(view))
  }, [view])
  const { diagnostics } = props
  useEffect(() => {
    if (view !== null)
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics.map((each) => markOf(view.state.doc, each)),
        ),
      )
  }, [view, diagnostics])
  return <div ref={place} className="policy-editor" style={{ height: '100%' }} />
}

/** By then a browser has told where it put its cursor. Milliseconds. */
const settledAfter = 100

function handleOf(view: EditorView): EditorHandle {
  return {
    replace: (text) => {
      const changes = changeTo(view.state.doc.toString(), text)
      if (changes !== null) view.dispatch({ changes, userEvent: 'input.form' })
    },
    jump: (line, column = 1) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines))
      const place = Math.min(at.from + column - 1, at.to)
      const doc = view.state.doc
      const goThere = (): void =>
        view.dispatch({
          selection: EditorSelection.cursor(place),
          effects: EditorView.scrollIntoView(place, { y: 'center' }),
        })
      goThere()
      // It is drawn by then. A browser may put its cursor elsewhere with the focus, and tells of that a moment later: that moves it back.
      requestAnimationFrame(() => {
        view.focus()
        setTimeout(() => {
          if (view.state.doc === doc && view.state.selection.main.head !== place) goThere()
        }, settledAfter)
      })
    },
    undo: () => void undo(view),
    redo: () => void redo(view),
  }
}

/** The one stretch in which two texts differ; null where they do not. */
function changeTo(
  from: string,
  to: string,
): { readonly from: number; readonly to: number; readonly insert: string } | null {
  if (from === to) return null
  const most = Math.min(from.length, to.length)
  let start = 0
  while (start < most && from[start] === to[start]) start += 1
  let end = 0
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) }
}

/** A fault is told at a place: what is marked is the word there, or the line where it is at its end. */
function markOf(doc: Text, { line, column, severity, message, hint, code }: Diagnostic): Marked {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines))
  const from = Math.min(at.from + column - 1, at.to)
  const word = /^[^\s,{}[\]]+/u.exec(doc.sliceString(from, at.to))?.[0].length ?? 0
  const to = Math.min(from + Math.max(word, 1), at.to)
  return {
    from: from === to ? at.from : from,
    to,
    severity,
    message,
    source: code,
    renderMessage: () => {
      const dom = document.createElement('div')
      const remedy = document.createElement('p')
      remedy.textContent = hint
      dom.append(message, remedy)
      return dom
    },
  }
}
