/** How a scalar is written; quoted ones may hold escapes, blocks begin with a line of their own. */
export type ScalarStyle = 'plain' | 'single_quoted' | 'double_quoted' | 'block'

/**
 * Maps an offset into a scalar's content to an offset into its source, quotes, escapes and folded
 * lines counted; the scalar's beginning where a quoted text spans lines.
 */
export function sourceOffset(
  raw: string,
  text: string,
  { offset, style }: { readonly offset: number; readonly style: ScalarStyle },
): number {
  if (style === 'plain' || style === 'block') return foldedOffset(raw, text.slice(0, offset), style)
  if (raw.includes('\n')) return 0
  let index = 1
  for (let content = 0; content < offset && index < raw.length; content += 1) {
    index += style === 'double_quoted' ? escapeLength(raw, index) : raw.startsWith("''", index) ? 2 : 1
  }
  return index
}

/** Folding changes blanks and line ends only: the same other characters stand before the place. */
function foldedOffset(raw: string, before: string, style: 'plain' | 'block'): number {
  let solid = before.replaceAll(/\s/g, '').length
  let index = style === 'block' ? raw.indexOf('\n') + 1 : 0
  for (; index < raw.length; index += 1) {
    if (/\s/.test(raw.charAt(index))) continue
    if (solid === 0) return index
    solid -= 1
  }
  return raw.trimEnd().length
}

function escapeLength(raw: string, index: number): number {
  if (raw[index] !== '\\') return 1
  switch (raw[index + 1]) {
    case 'x':
      return 4
    case 'u':
      return 6
    case 'U':
      return 10
    default:
      return 2
  }
}
