/** One imports the other: files, or rooms. */
export type Arrow = readonly [from: string, to: string]

/** Every greatest group whose members all reach each other, and who reaches itself; sorted. */
export function circlesOf(arrows: readonly Arrow[]): readonly (readonly string[])[] {
  const targets = new Map<string, Set<string>>()
  for (const [from, to] of arrows) targets.set(from, (targets.get(from) ?? new Set()).add(to))
  const reached = new Map([...targets.keys()].map((start) => [start, reachedFrom(start, targets)]))
  const inCircle = [...reached.keys()].filter((member) => reached.get(member)?.has(member)).sort()
  const grouped = inCircle.map((member) =>
    inCircle.filter((other) => reached.get(member)?.has(other) && reached.get(other)?.has(member)),
  )
  return grouped.filter((group, index) => group[0] === inCircle[index])
}

function reachedFrom(start: string, targets: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [start]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const target of targets.get(next) ?? []) {
      if (!reached.has(target)) waiting.push(target)
      reached.add(target)
    }
  }
  return reached
}

/** The room of a file under src: its folder, cut to so many names below src. A file at the top is a room of its own. */
export function roomOf(file: string, depth: number): string {
  const folders = file.split('/').slice(1, -1)
  return folders.length === 0 ? file : ['src', ...folders.slice(0, depth)].join('/')
}

/** The circles of rooms at every depth that there is; a room that imports from itself is none. */
export function circlesOfRooms(arrows: readonly Arrow[]): readonly (readonly string[])[] {
  const deepest = Math.max(...arrows.flat().map((file) => file.split('/').length - 2))
  const found = new Map<string, readonly string[]>()
  for (let depth = 1; depth <= deepest; depth += 1) {
    const between = arrows
      .map(([from, to]): Arrow => [roomOf(from, depth), roomOf(to, depth)])
      .filter(([from, to]) => from !== to)
    for (const circle of circlesOf(between)) found.set(circle.join(' '), circle)
  }
  return [...found.values()]
}
