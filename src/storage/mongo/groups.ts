import { ended } from './ended.ts'

/** What is done in groups, and how they are made up. */
export interface GroupRules<Item> {
  /** Of one key no two are in a group; null goes with everything. */
  readonly keyOf: (item: Item) => string | null
  readonly charactersOf: (item: Item) => number
  readonly mostItems: number
  /** One item alone may have more. */
  readonly mostCharacters: number
  /** Does the work of a group, and tells its authors; never rejects. */
  readonly send: (group: readonly Item[]) => Promise<void>
}

/**
 * Puts what comes in into groups: what comes in together goes together, and what comes in meanwhile goes as the next group;
 * one is on its way at a time. So the more there is to do, the more is done by one command. A group that takes long holds
 * nobody up.
 */
export function createGroups<Item>(rules: GroupRules<Item>): (item: Item) => void {
  let queue: Item[] = []
  let isBusy = false

  const sendNext = async (): Promise<void> => {
    const { group, rest } = nextGroup(rules, queue)
    queue = rest
    await ended(rules.send(group))
    isBusy = false
    plan()
  }
  const plan = (): void => {
    if (isBusy || queue.length === 0) return
    isBusy = true
    setImmediate(() => void sendNext())
  }
  return (item) => {
    queue.push(item)
    plan()
  }
}

/** In the order they came; of those with one key the later ones wait. */
function nextGroup<Item>(
  { keyOf, charactersOf, mostItems, mostCharacters }: GroupRules<Item>,
  queue: readonly Item[],
): { readonly group: readonly Item[]; readonly rest: Item[] } {
  const keys = new Set<string>()
  const group: Item[] = []
  const rest: Item[] = []
  let characters = 0
  for (const item of queue) {
    const key = keyOf(item)
    const size = charactersOf(item)
    const hasRoom = group.length === 0 || (group.length < mostItems && characters + size <= mostCharacters)
    if (hasRoom && (key === null || !keys.has(key))) {
      if (key !== null) keys.add(key)
      characters += size
      group.push(item)
    } else rest.push(item)
  }
  return { group, rest }
}
