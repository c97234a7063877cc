import { ended } from './ended.ts'

/** What is done in groups, and how they are made up. */
export interface GroupRules<Item> {
  /** Of one key no two are in a group; null goes with everything. */
  readonly keyOf: (item: Item) => string | null
  readonly charactersOf: (item: Item) => number
  readonly mostItems: number
  /** One item alone may have more. */
  readonly mostCharacters: number
  /** What the next group waits for, since more comes in with it; null: nothing. */
  readonly after: () => Promise<void> | null
  /** Does the work of a group, and tells its authors; never rejects. */
  readonly send: (group: readonly Item[]) => Promise<void>
}

/** Puts what comes in into groups. */
export interface Groups<Item> {
  readonly add: (item: Item) => void
  /** Resolves when the group that is on its way now has ended, or takes too long; null where none is. */
  readonly onItsWay: () => Promise<void> | null
}

/**
 * What comes in together goes together, and what comes in meanwhile goes as the next group: one group is on its way at a
 * time. So the more there is to do, the more is done by one command. A group that takes long holds nobody up.
 */
export function createGroups<Item>(rules: GroupRules<Item>): Groups<Item> {
  let queue: Item[] = []
  let isPlanned = false
  let onItsWay: Promise<void> | null = null

  const sendNext = async (): Promise<void> => {
    await rules.after()
    isPlanned = false
    const { group, rest } = nextGroup(rules, queue)
    queue = rest
    onItsWay = ended(rules.send(group))
    await onItsWay
    onItsWay = null
    plan()
  }
  const plan = (): void => {
    if (isPlanned || onItsWay !== null || queue.length === 0) return
    isPlanned = true
    setImmediate(() => void sendNext())
  }
  return {
    add: (item) => {
      queue.push(item)
      plan()
    },
    onItsWay: () => onItsWay,
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
