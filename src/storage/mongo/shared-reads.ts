import type { PipelineStage } from 'mongoose'
import type { Collections } from './collections.ts'
import type { Connection } from './connection.ts'
import { createGroups } from './groups.ts'

/** A document as one of several reads found it. */
export type Found = Readonly<Record<string, unknown>>

/** A read that may go in one command with others. */
export interface SharedRead<Question, Answer> {
  /** What is asked under the same name at the same time is read once, for all of these questions; null: by itself. */
  readonly name: string | null
  readonly from: keyof Collections
  /** Begins with a `$match` that the index of `_id` serves; on a sharded collection it names the shard key. */
  readonly stages: (questions: readonly Question[]) => readonly PipelineStage[]
  /** Called once for all of these questions; what it gives answers each. */
  readonly answer: (found: readonly Found[]) => (question: Question) => Answer | Promise<Answer>
}

/** Answers a question by a read that begins after it was asked. */
export type Ask = <Question, Answer>(read: SharedRead<Question, Answer>, question: Question) => Promise<Answer>

interface Waiting {
  readonly read: SharedRead<unknown, unknown>
  readonly question: unknown
  readonly tell: (answer: unknown) => void
  readonly fail: (error: unknown) => void
}

/** Parts of one command at most; a server plans each of them by itself. */
const mostParts = 64
const noCharacters = 0

/**
 * What is asked in one turn of the event loop, and while the reads before are on their way, is one `aggregate`, joined by
 * `$unionWith`. Each part reads by itself, none before the command came; their order among each other is not known.
 */
export function createSharedReads(connection: Connection, hint: string): Ask {
  const add = createGroups<Waiting>({
    keyOf: () => null,
    charactersOf: () => noCharacters,
    mostItems: mostParts,
    mostCharacters: noCharacters,
    send: (group) => sendAndTell(connection, hint, group),
  })
  return <Question, Answer>(read: SharedRead<Question, Answer>, question: Question) =>
    new Promise<Answer>((tell, fail) => {
      add({ read, question, tell, fail } as unknown as Waiting)
    })
}

/** Those whose questions one part answers. */
interface Part {
  readonly askers: readonly Waiting[]
  readonly answer: Waiting['read']['answer']
  readonly from: keyof Collections
  readonly stages: readonly PipelineStage[]
}

async function sendAndTell(connection: Connection, hint: string, group: readonly Waiting[]): Promise<void> {
  try {
    const parts = partsOf(group)
    const found = await readParts(connection, hint, parts)
    for (const [place, part] of parts.entries()) tellAnswers(part, found[place] ?? [])
  } catch (error) {
    for (const { fail } of group) fail(error)
  }
}

/** What cannot be read is a failure of its askers alone. */
function tellAnswers({ askers, answer }: Part, found: readonly Found[]): void {
  try {
    const answerTo = answer(found)
    for (const { question, tell } of askers) tell(answerTo(question))
  } catch (error) {
    for (const { fail } of askers) fail(error)
  }
}

/** Each read that has no name, and all of a name together. Those of entries first: a command's first part takes the index that it names. */
function partsOf(group: readonly Waiting[]): readonly Part[] {
  const named = new Map<unknown, Waiting[]>()
  for (const waiting of group) {
    const name = waiting.read.name ?? waiting
    const askers = named.get(name)
    if (askers === undefined) named.set(name, [waiting])
    else askers.push(waiting)
  }
  const parts = [...named.values()].flatMap((askers): Part[] => {
    const [first] = askers
    if (first === undefined) return []
    const { from, stages, answer } = first.read
    return [{ askers, answer, from, stages: stages(askers.map(({ question }) => question)) }]
  })
  return parts.toSorted((left, right) => rank(left) - rank(right))
}

function rank({ from }: Part): number {
  return from === 'entry' ? 0 : 1
}

/** What each part found, by its place. */
async function readParts(
  { collections, inOrder }: Connection,
  hint: string,
  parts: readonly Part[],
): Promise<readonly (readonly Found[])[]> {
  const [first, ...others] = parts
  if (first === undefined) return []
  const joined = others.map(({ from, stages }, index) => ({
    $unionWith: {
      coll: collections[from].collection.collectionName,
      pipeline: [...stages, { $addFields: { [placeField]: index + 1 } }],
    },
  }))
  const documents = await inOrder((session) =>
    collections[first.from].collection.aggregate<Found>([...first.stages, ...joined], { hint, session }).toArray(),
  )
  const found = parts.map((): Found[] => [])
  for (const document of documents) found[(document[placeField] as number | undefined) ?? 0]?.push(document)
  return found
}

/** Says which part a document is of. */
const placeField = 'part_of_read'
