/**
 * Maps offsets into a scalar's content to columns of the text, quotes and escapes counted; null for
 * a scalar that spans lines.
 */
export function scalarColumns(raw: string, column: number): ((offset: number) => number) | null {
  if (raw.includes('\n')) return null
  const [quoteMark] = raw
  if (quoteMark !== '"' && quoteMark !== "'") return (offset) => column + offset
  return (offset) => {
    let index = 1
    for (let content = 0; content < offset && index < raw.length; content += 1) {
      index += quoteMark === '"' ? escapeLength(raw, index) : raw.startsWith("''", index) ? 2 : 1
    }
    return column + index
  }
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
