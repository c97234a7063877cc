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
  'newest_of_part',
  'newest_of_outcome',
  'newest_of_label',
  'newest_of_clause',
  'newest_of_rule',
  'newest_of_policy',
  'newest_of_policy_version',
  'automatic_credits',
  'waiting_reviews',
  'waiting_reviews_of_level',
  'waiting_deliveries',
  'waiting_for_feed',
])

/** The commands on sharded collections that do not say which shard they are for, as text. */
export function withoutShardKey(commands: readonly SeenCommand[]): readonly string[] {
  return commands
    .filter(({ name, command }) => !partsOf(name, command).every((part) => namesShard(name, command, part)))
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

function namesShard(name: string, command: mongo.Document, part: mongo.Document): boolean {
  const collection = command[name]
  if (collection === 'order_binding') return typeof part['_id'] === 'string'
  if (collection !== 'entry') return true
  const isRead = name === 'find' || name === 'aggregate'
  if (isRead && (overAllAccounts.has(command['hint']) || isListOfAccounts(command))) return true
  const { account } = part
  return typeof account === 'string' || (Array.isArray(account?.$in) && account.$in.length > 0)
}

function isListOfAccounts({ projection }: mongo.Document): boolean {
  return JSON.stringify(projection) === '{"_id":1}'
}
