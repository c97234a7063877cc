import type { mongo } from 'mongoose'
import type { SeenCommand } from './watched-store.ts'

/**
 * Reads over all accounts, by the index that they name: lists, queues, the feed, an entry by its id, and what limits over
 * all accounts sum up. Everything else decides, and is asked of one shard.
 */
const overAllAccounts: ReadonlySet<unknown> = new Set([
  'by_id',
  'newest_of_kind',
  'newest_of_account',
  'newest_of_order',
  'newest_of_some_part',
  'newest_of_outcome',
  'newest_of_some_label',
  'newest_of_clause',
  'newest_of_some_rule',
  'newest_of_policy',
  'newest_of_policy_version',
  'automatic_credits',
  'waiting_reviews',
  'waiting_reviews_of_level',
  'waiting_responses',
  'waiting_deliveries',
  'arrivals',
])

/** The commands on sharded collections that do not say which shard they are for, as text. */
export function withoutShardKey(commands: readonly SeenCommand[]): readonly string[] {
  return commands
    .filter(
      ({ name, command }) =>
        !partsOf(name, command).every((part) => namesShard(name, command, part)) ||
        !joinedReads(command['pipeline'] ?? []).every(joinNamesShard),
    )
    .map(({ command }) => JSON.stringify(command).slice(0, 500))
}

/** What of a command says which documents it is about. */
function partsOf(name: string, command: mongo.Document): readonly mongo.Document[] {
  switch (name) {
    case 'find':
      return [command['filter']]
    case 'aggregate':
      return [command['pipeline'][0].$match]
    case 'update':
      return command['updates'].map(({ q }: mongo.Document) => q)
    case 'delete':
      return command['deletes'].map(({ q }: mongo.Document) => q)
    case 'findAndModify':
      return [command['query']]
    case 'insert':
      return command['documents']
    default:
      return []
  }
}

interface JoinedRead {
  readonly from: string
  readonly filter: mongo.Document
}

/** What the stages of a pipeline read beside it, and what these read. */
function joinedReads(pipeline: readonly mongo.Document[]): readonly JoinedRead[] {
  return pipeline.flatMap(({ $lookup, $unionWith }) => {
    const { from, coll, pipeline: stages = [], localField, foreignField } = $lookup ?? $unionWith ?? {}
    const read = from ?? coll
    if (read === undefined) return []
    const byField = foreignField === undefined ? {} : { [foreignField]: `$${localField}` }
    return [{ from: read, filter: { ...stages[0]?.$match, ...byField } }, ...joinedReads(stages)]
  })
}

/** What a limit over all accounts sums up is on its way into the totals: found over all shards, by its credit or by the number of the feed. */
function joinNamesShard({ from, filter }: JoinedRead): boolean {
  if (from !== 'entry' || isOfArrivals(filter) || filter['_id'] === '$arrivals.credited') return true
  return isNamed(filter['account'])
}

function namesShard(name: string, command: mongo.Document, part: mongo.Document): boolean {
  const collection = command[name]
  if (collection !== 'entry') return true
  const isRead = name === 'find' || name === 'aggregate'
  if (isRead && (overAllAccounts.has(command['hint']) || isList(command) || isOfArrivals(part))) return true
  return isNamed(part['account'])
}

/** One value of the shard key, or a list of some. */
function isNamed(value: mongo.Document | string | undefined): boolean {
  return typeof value === 'string' || (Array.isArray(value?.['$in']) && value['$in'].length > 0)
}

/** What waits for its number is found over all shards. */
function isOfArrivals(filter: mongo.Document): boolean {
  return filter['_id']?.$lt === '\u0001'
}

/** Of all accounts, or of all orders that are bound. */
function isList({ projection, filter }: mongo.Document): boolean {
  return JSON.stringify(projection) === '{"_id":1}' || filter?._id?.$lt === '\0\u0001'
}
