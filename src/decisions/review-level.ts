/** The higher of two levels; a level that is not declared any more counts as the highest. */
export function higherLevel(levels: readonly string[], left: string, right: string): string {
  return rankOf(levels, left) >= rankOf(levels, right) ? left : right
}

/** Whether whoever has the level may decide what needs the other. */
export function reaches(levels: readonly string[], level: string, needed: string): boolean {
  return levels.includes(level) && rankOf(levels, level) >= rankOf(levels, needed)
}

function rankOf(levels: readonly string[], level: string): number {
  const rank = levels.indexOf(level)
  return rank === -1 ? levels.length : rank
}
