import type { mongo } from 'mongoose'
import { Problem } from '../../problems/problem.ts'

/** So long what was begun before may still come to its end: mostly the driver sends it to the new primary by itself. */
const graceMilliseconds = 500

/**
 * Gives up work that was begun before another server became the primary, with a Problem `store_unavailable`: the former one
 * may hang, and the driver would wait for its answer, and for new connections to it, as long as it may. What was sent may
 * have been done.
 */
export function giveUpDisplaced(client: mongo.MongoClient): <Result>(work: Promise<Result>) => Promise<Result> {
  const waiting = new Set<() => void>()
  let primary: string | null = null
  client.on('topologyDescriptionChanged', ({ newDescription: { servers } }) => {
    const found = [...servers.values()].find(({ type }) => type === 'RSPrimary')?.address ?? null
    if (found === null || found === primary) return
    const isOther = primary !== null
    primary = found
    if (!isOther) return
    const begunBefore = [...waiting]
    setTimeout(() => {
      for (const giveUp of begunBefore) giveUp()
    }, graceMilliseconds).unref()
  })
  return (work) =>
    new Promise((resolve, reject) => {
      const giveUp = (): void =>
        reject(
          new Problem('store_unavailable', 'The database has another primary now, and the former one did not answer.'),
        )
      waiting.add(giveUp)
      void work.then(resolve, reject).finally(() => waiting.delete(giveUp))
    })
}
