/** Names in an order in which each can be computed, and those for which there is none. */
export interface Dependencies {
  /** Every name after all that it depends on, but for the names in cycles. */
  readonly order: readonly string[]
  /** Each as the names along it. */
  readonly cycles: readonly (readonly string[])[]
}

interface Visit {
  readonly name: string
  readonly next: Iterator<string>
}

/** Orders names by what they depend on and finds the circles among them; names and ties keep their order. Without recursion. */
export function findCycles(names: readonly string[], dependsOn: (name: string) => Iterable<string>): Dependencies {
  const order: string[] = []
  const cycles: (readonly string[])[] = []
  const done = new Set<string>()
  for (const start of names) {
    const path: Visit[] = done.has(start) ? [] : [visit(start, dependsOn)]
    const open = new Set(path.map(({ name }) => name))
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value: name, done: isExhausted } = top.next.next()
      if (isExhausted === true) {
        path.pop()
        open.delete(top.name)
        done.add(top.name)
        order.push(top.name)
      } else if (open.has(name)) {
        cycles.push(path.slice(path.findIndex((step) => step.name === name)).map((step) => step.name))
      } else if (!done.has(name)) {
        path.push(visit(name, dependsOn))
        open.add(name)
      }
    }
  }
  return { order, cycles }
}

function visit(name: string, dependsOn: (name: string) => Iterable<string>): Visit {
  return { name, next: dependsOn(name)[Symbol.iterator]() }
}

const mostShown = 8

/** `a -> b -> a`, for messages; long circles are cut. */
export function showCycle(cycle: readonly string[]): string {
  const [first = ''] = cycle
  const shown = cycle.length > mostShown ? [...cycle.slice(0, mostShown), '...'] : cycle
  return [...shown, first].join(' -> ')
}
