const longestCompared = 64

/** The candidate that a misspelt name most likely means: at most a third of its letters differ; null for none. */
export function nearName(name: string, candidates: Iterable<string>): string | null {
  if (name.length > longestCompared) return null
  let best: string | null = null
  let bestDistance = Math.floor(Math.max(name.length, 3) / 3) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Letters to insert, drop, replace or swap with their neighbour. */
function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    rows.push(current)
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      const neighbours = row > 1 && column > 1 && swapped ? at(row - 2, column - 2) + 1 : replaced
      current.push(Math.min(replaced, neighbours, at(row - 1, column) + 1, at(row, column - 1) + 1))
    }
  }
  return at(left.length, right.length)
}
