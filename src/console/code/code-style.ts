import './code.css'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { pageNonce } from '../parts/page-nonce.ts'

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace, tags.meta], color: 'var(--code-mark)' },
])

const tooltip = {
  backgroundColor: 'var(--mantine-color-body)',
  color: 'var(--mantine-color-text)',
  border: '1px solid var(--mantine-color-default-border)',
  borderRadius: '8px',
  boxShadow: 'var(--mantine-shadow-md)',
}

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--code-ground)', color: 'var(--code-text)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--code-text)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--code-text)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--code-gutter)', color: 'var(--code-comment)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--code-line)', color: 'var(--code-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--code-selected)',
  },
  '.cm-foldPlaceholder': { backgroundColor: 'transparent', color: 'var(--code-comment)', border: 'none' },
  '.cm-tooltip': tooltip,
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--mantine-primary-color-filled)',
    color: '#fff',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85' },
  '.cm-tooltip.cm-completionInfo': { ...tooltip, padding: '8px 12px', maxWidth: '340px' },
  '.cm-help': { padding: '8px 12px', maxWidth: '420px', fontFamily: 'var(--mantine-font-family)', fontSize: '13px' },
  '.cm-help code': { fontFamily: 'var(--mantine-font-family-monospace)', color: 'var(--code-key)', fontWeight: '600' },
  '.cm-help p': { margin: '4px 0 0' },
  '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--mantine-font-family)', fontSize: '13px' },
  '.cm-diagnostic p': { margin: '4px 0 0' },
  '.cm-panels': { backgroundColor: 'var(--code-gutter)', color: 'var(--code-text)' },
  '.cm-panel.cm-search': { fontSize: '13px', padding: '6px 10px' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button': {
    fontSize: '13px',
    backgroundColor: 'var(--code-ground)',
    backgroundImage: 'none',
    color: 'var(--code-text)',
    border: '1px solid var(--mantine-color-default-border)',
    borderRadius: '4px',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--code-text)' },
  '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--code-added) !important' },
  '.cm-changedText, .cm-insertedLine .cm-changedText': { background: 'var(--code-added-word) !important' },
  '.cm-deletedChunk': { backgroundColor: 'var(--code-removed) !important' },
  '.cm-deletedChunk .cm-deletedText': { background: 'var(--code-removed-word) !important' },
  '.cm-deletedLine, .cm-deletedLine del, .cm-insertedLine ins': { textDecoration: 'none' },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"·"' },
  '.cm-collapsedLines': {
    background: 'var(--code-gutter)',
    color: 'var(--code-comment)',
    borderTop: '1px solid var(--mantine-color-default-border)',
    borderBottom: '1px solid var(--mantine-color-default-border)',
  },
})

/** How texts look, in light and dark; styles written at run time take the nonce of the page. */
export const codeStyle: Extension = [
  theme,
  syntaxHighlighting(colors),
  EditorView.cspNonce.of(pageNonce),
  EditorView.lineWrapping,
]
