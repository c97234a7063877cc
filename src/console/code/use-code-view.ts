import type { Extension } from '@codemirror/state'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useRef, useState } from 'react'

/** An editor of CodeMirror in a place of the page: made once, with the text and extensions of then, and removed with it. */
export function useCodeView(
  text: string,
  extensions: () => Extension,
): { readonly place: RefObject<HTMLDivElement | null>; readonly view: EditorView | null } {
  const place = useRef<HTMLDivElement | null>(null)
  const first = useRef({ text, extensions })
  const [view, setView] = useState<EditorView | null>(null)
  useEffect(() => {
    if (place.current === null) return
    const state = EditorState.create({ doc: first.current.text, extensions: first.current.extensions() })
    const made = new EditorView({ state, parent: place.current })
    setView(made)
    return () => {
      made.destroy()
      setView(null)
    }
  }, [])
  return { place, view }
}
