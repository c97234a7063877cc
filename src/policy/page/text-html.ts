import { escapeHtml } from './escape-html.ts'

type Block = { readonly kind: 'paragraph' | 'list'; readonly lines: string[] }

/**
 * A clause's text as HTML: empty lines part paragraphs, lines that begin with `- ` are a list, an
 * indented line continues the item above it. Nothing else is markup.
 */
export function textHtml(text: string): string {
  const blocks: Block[] = []
  let open: Block | null = null
  for (const line of text.split(/\r\n|\r|\n/u)) {
    open = line.trim() === '' ? null : addLine(blocks, open, line)
  }
  return blocks.map(blockHtml).join('\n')
}

function addLine(blocks: Block[], open: Block | null, line: string): Block {
  const isItem = /^\s*- /u.test(line)
  if (open?.kind === 'list' && !isItem && /^\s/u.test(line)) {
    open.lines.push(`${open.lines.pop() ?? ''} ${line.trim()}`)
    return open
  }
  const kind = isItem ? 'list' : 'paragraph'
  const block: Block = open?.kind === kind ? open : { kind, lines: [] }
  if (block !== open) blocks.push(block)
  block.lines.push(isItem ? line.trim().slice(2).trim() : line.trim())
  return block
}

function blockHtml({ kind, lines }: Block): string {
  if (kind === 'paragraph') return `<p>${escapeHtml(lines.join(' '))}</p>`
  return `<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}\n</ul>`
}
