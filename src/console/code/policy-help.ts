import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import type { PolicyGuide } from './policy-guide.ts'
import { schemaPlace } from './schema-walk.ts'
import { yamlPlace } from './yaml-place.ts'

/** What is told of a word. */
interface Help {
  readonly head: string
  readonly lines: readonly string[]
  readonly from: number
  readonly to: number
}

const setHelp = StateEffect.define<Tooltip | null>()

/** Help by keyboard: it stays until the text or the place changes. */
const shownHelp = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value
    return transaction.docChanged || transaction.selection !== undefined ? null : shown
  },
  provide: (field) => showTooltip.from(field),
})

/** Says what the word under the pointer is; F1 asks for the word at the cursor, Escape takes it away. */
export function policyHelp(guide: PolicyGuide): Extension {
  return [
    shownHelp,
    hoverTooltip((view, pos) => tooltipOf(helpAt(view, pos, guide)), { hoverTime: 250 }),
    Prec.high(
      keymap.of([
        {
          key: 'F1',
          run: (view) => {
            const tooltip = tooltipOf(helpAt(view, view.state.selection.main.head, guide))
            view.dispatch({ effects: setHelp.of(tooltip) })
            return tooltip !== null
          },
        },
        {
          key: 'Escape',
          run: (view) => {
            if (view.state.field(shownHelp) === null) return false
            view.dispatch({ effects: setHelp.of(null) })
            return true
          },
        },
      ]),
    ),
  ]
}

function tooltipOf(help: Help | null): Tooltip | null {
  if (help === null) return null
  return {
    pos: help.from,
    end: help.to,
    above: true,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'cm-help'
      dom.setAttribute('role', 'tooltip')
      const head = document.createElement('code')
      head.textContent = help.head
      dom.append(head)
      for (const line of help.lines) {
        const text = document.createElement('p')
        text.textContent = line
        dom.append(text)
      }
      return { dom }
    },
  }
}

function helpAt(view: EditorView, pos: number, guide: PolicyGuide): Help | null {
  const line = view.state.doc.lineAt(pos)
  const found = [...line.text.matchAll(/[\w][\w.-]*/gu)].find(
    ({ index, 0: word }) => line.from + index <= pos && pos <= line.from + index + word.length,
  )
  if (found === undefined) return null
  const [word] = found
  const from = line.from + found.index
  const to = from + word.length
  const after = view.state.sliceDoc(to, to + 2)
  const place = { from, to }
  const told = guide.functions.find(({ name }) => name === word)
  if (told !== undefined && after.startsWith('(')) return { ...place, head: told.call, lines: [told.does, told.gives] }
  if (/^\s*:/u.test(after)) {
    const { path } = yamlPlace(view.state.sliceDoc(0, from))
    const { description } = schemaPlace(guide.schema, [...path, word])
    if (description !== '') return { ...place, head: word, lines: [description] }
  }
  const named = guide.names().find(({ name }) => name === word)
  if (named === undefined) return null
  const lines = [guide.kinds[named.kind], named.detail, named.description, (named.values ?? []).join(', ')]
  return { ...place, head: named.name, lines: lines.filter((text) => text !== '') }
}
