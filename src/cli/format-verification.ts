import type { StoreFault, StoreVerification } from '../maintenance/verify-store.ts'
import { counted } from './counted.ts'

/** What was looked at and what was found, for a person. */
export function formatVerification(verification: StoreVerification): string {
  const { accounts, entries, decisions, not_replayable: erased, faults } = verification
  const {
    audit_entries: log,
    policy_versions: versions,
    api_keys: keys,
    drafts,
    archive_files: archives,
  } = verification
  const { since } = verification
  const looked = [
    `${counted(accounts, 'account')}, ${counted(entries, 'entry', 'entries')}, ${counted(decisions, 'decision')} decided once more`,
    ...(erased > 0 ? [`${erased} of them ${erased === 1 ? 'is' : 'are'} erased and only covered by the chain`] : []),
    ...(since === null
      ? []
      : [`of accounts with an entry behind number ${since}: up to there only the hashes, against the checkpoint`]),
    ...(archives > 0 ? [counted(archives, 'archive file')] : []),
    `${counted(versions, 'policy version')}, ${counted(drafts, 'draft')} and ${counted(keys, 'API key')} compared with ${counted(log, 'entry', 'entries')} of the audit log`,
  ]
  const found =
    faults.length === 0 ? 'no fault was found' : `${counted(faults.length, 'fault was', 'faults were')} found`
  return [...faults.map(formatFault), ...looked, found].map((line) => `${line}\n`).join('')
}

function formatFault(fault: StoreFault): string {
  return `fault ${fault.code}: ${placeOf(fault)}: ${fault.message}`
}

function placeOf(fault: StoreFault): string {
  if ('account' in fault) {
    if (fault.sequence === 0) return `the account "${fault.account}"`
    const id = fault.id === null ? '' : ` (${fault.id})`
    return `entry ${fault.sequence}${id} of the account "${fault.account}"`
  }
  if ('archive' in fault) return `the archive file ${fault.archive}`
  if ('feed_number' in fault) return `number ${fault.feed_number} of the feed`
  if ('total' in fault) return fault.total === null ? 'the totals' : `the total ${fault.total}`
  if ('api_key' in fault) return fault.api_key === null ? 'the API keys' : `the API key ${fault.api_key}`
  if ('draft' in fault) return fault.draft === null ? 'the drafts' : `the draft ${fault.draft}`
  if ('checkpoint' in fault) return `the checkpoint of ${fault.checkpoint} numbers`
  if ('policy' in fault) return `version ${fault.version} of the policy ${fault.policy}`
  if ('audit_sequence' in fault) {
    return fault.audit_sequence === null ? 'the audit log' : `entry ${fault.audit_sequence} of the audit log`
  }
  return 'the store'
}
