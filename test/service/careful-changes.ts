import type { ApiKey } from '../../src/access/api-key-store.ts'
import { sha256 } from '../../src/fingerprint/fingerprint.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import type { Entry, EntryOf } from '../../src/journal/entry.ts'
import { type Content, mapAudit, mapEntries, type Numbered, sealedAnew } from './store-content.ts'

/** What somebody made of a store who knows how it is written, and how it is found. */
export interface CarefulChange {
  readonly name: string
  readonly change: (content: Content) => Content
  /** A line of what verification finds by itself; null: nothing, as what is left is a sound store. */
  readonly alone: RegExp | null
  /** A line of what it finds against what was kept elsewhere; the same as alone unless given. */
  readonly kept?: RegExp
}

const key = (content: Content, name: string): ApiKey => {
  const found = content.keys.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no key ${name}`)
  return found
}

function changeKey(name: string, changes: Partial<ApiKey>): (content: Content) => Content {
  return (content) => ({
    ...content,
    keys: content.keys.map((one) => (one.name === name ? { ...one, ...changes } : one)),
  })
}

/** An entry of the account a-1 by its place there. */
function changeEntry(sequence: number, change: (entry: Entry) => Entry | null): (content: Content) => Content {
  return (content) =>
    mapEntries(content, (entry) => (entry.account === 'a-1' && entry.sequence === sequence ? change(entry) : entry))
}

function changeDecision(
  sequence: number,
  change: (entry: EntryOf<'decision'>) => Entry,
): (content: Content) => Content {
  return changeEntry(sequence, (entry) => {
    if (entry.kind !== 'decision') throw new Error(`entry ${sequence} is a ${entry.kind}`)
    return change(entry)
  })
}

const andSealed =
  (change: (content: Content) => Content): ((content: Content) => Content) =>
  (content) =>
    sealedAnew(change(content))

function confidential(part: string, value: unknown): (content: Content) => Content {
  return changeEntry(4, (entry) => ({ ...entry, confidential: { ...entry.confidential, [part]: value } }) as Entry)
}

function firstOfKind(content: Content, kind: string): number {
  return content.items.findIndex((item) => 'entry' in item && item.entry.kind === kind)
}

function swapped(content: Content, left: number, right: number): Content {
  const items = [...content.items]
  const [first, second] = [items[left], items[right]]
  if (first === undefined || second === undefined) throw new Error('nothing to swap')
  items[left] = second
  items[right] = first
  return { ...content, items }
}

const ofAccount =
  (name: string) =>
  (item: Numbered): boolean =>
    'entry' in item && item.entry.account === name

/** Entry 4 of a-1 decides order o-2, entry 11 is its newest; a-2 has one entry. */
export const carefulChanges: readonly CarefulChange[] = [
  {
    name: 'a key raised to admin',
    change: changeKey('panel', { roles: ['admin'] }),
    alone: /^fault key_differs: the API key .*"panel" \(admin\) is not what entry \d+ of the audit log/mu,
  },
  {
    name: 'a key with more levels',
    change: changeKey('ann', { review_levels: { '*': 'manager' } }),
    alone: /^fault key_differs: /mu,
  },
  {
    name: 'a key with another secret',
    change: changeKey('panel', { secret_sha256: 'ab'.repeat(32) }),
    alone: /^fault key_differs: /mu,
  },
  { name: 'a key with another name', change: changeKey('panel', { name: 'panel-2' }), alone: /^fault key_differs: /mu },
  {
    name: 'a key by another author',
    change: changeKey('panel', { created_by: 'maria' }),
    alone: /^fault key_differs: /mu,
  },
  {
    name: 'an older key',
    change: changeKey('panel', { created_at: '2020-01-01T00:00:00.000Z' }),
    alone: /^fault key_differs: /mu,
  },
  {
    name: 'a revoked key that is alive again',
    change: changeKey('old', { revoked_at: null }),
    alone: /^fault key_differs: .*"old" \(decide\) is not revoked as entry \d+/mu,
  },
  {
    name: 'a key that was revoked in silence',
    change: changeKey('panel', { revoked_at: '2026-03-01T12:00:00.000Z' }),
    alone: /^fault key_differs: .* is revoked, which the audit log does not say/mu,
  },
  {
    name: 'a key put in',
    change: (content) => ({
      ...content,
      keys: [
        ...content.keys,
        {
          ...key(content, 'panel'),
          id: newTimeOrderedId(0),
          name: 'mine',
          roles: ['admin'],
          secret_sha256: 'cd'.repeat(32),
        },
      ],
    }),
    alone: /^fault key_unlogged: the API key .*"mine" \(admin\) is not in the audit log/mu,
  },
  {
    name: 'a key taken away',
    change: (content) => ({ ...content, keys: content.keys.filter(({ name }) => name !== 'old') }),
    alone: /^fault key_missing: the API key /mu,
  },
  {
    name: 'an order bound to another account',
    change: (content) => ({
      ...content,
      bindings: content.bindings.map((one) => (one.order.id === 'o-2' ? { ...one, account: 'a-3' } : one)),
    }),
    alone: /^fault binding_wrong: the account "a-1": the order "o-2" .* is bound to the account "a-3"/mu,
  },
  {
    name: 'an order bound to none',
    change: (content) => ({ ...content, bindings: content.bindings.filter(({ order }) => order.id !== 'o-2') }),
    alone: /^fault binding_wrong: the account "a-1": the order "o-2" .* is bound to no account/mu,
  },
  {
    name: 'an order that another account got credited for, too',
    change: (content) =>
      sealedAnew({
        ...content,
        items: content.items.flatMap((item): readonly Numbered[] =>
          ofAccount('a-1')(item) && 'entry' in item && item.entry.sequence === 2
            ? [item, { entry: { ...item.entry, account: 'a-9', id: newTimeOrderedId(1) } }]
            : [item],
        ),
      }),
    alone: /^fault binding_wrong: the account "a-9": the order "o-1" .* is bound to the account "a-1"/mu,
  },
  {
    name: 'a forged newest policy version',
    change: (content) => ({
      ...content,
      versions: content.versions.flatMap((version) =>
        version.version === 2
          ? [
              version,
              {
                ...version,
                version: 3,
                text: `${version.text}\n# mine\n`,
                sha256: sha256(`${version.text}\n# mine\n`),
              },
            ]
          : [version],
      ),
    }),
    alone: /^fault version_unlogged: version 3 of the policy smm-panel: /mu,
  },
  {
    name: 'the newest policy version taken away',
    change: (content) => ({ ...content, versions: content.versions.filter(({ version }) => version !== 2) }),
    alone: /^fault version_missing: version 2 of the policy smm-panel: entry \d+ of the audit log/mu,
  },
  {
    name: 'a policy version with another text and its digest',
    change: (content) => ({
      ...content,
      versions: content.versions.map((version) => {
        const text = `${version.text}\n`
        return version.version === 2 ? { ...version, text, sha256: sha256(text) } : version
      }),
    }),
    alone: /^fault version_differs: version 2 of the policy smm-panel: its text /mu,
  },
  ...(['author', 'reason', 'published_at'] as const).map(
    (part): CarefulChange => ({
      name: `a policy version with another ${part}`,
      change: (content) => ({
        ...content,
        versions: content.versions.map((one) =>
          one.version === 2 ? { ...one, [part]: '2020-01-01T00:00:00.000Z' } : one,
        ),
      }),
      alone: /^fault version_differs: version 2 of the policy smm-panel: its (?:author|reason|time) /mu,
    }),
  ),
  {
    name: 'the stop switch released: the last entry of the audit log cut off',
    change: (content) => sealedAnew(mapAudit(content, (audit) => (audit.kind === 'approvals_paused' ? null : audit))),
    alone: null,
    kept: /^fault checkpoint_cut: .* of 8 entries of the audit log 1 are gone$/mu,
  },
  {
    name: 'the audit log emptied',
    change: (content) => mapAudit(content, () => null),
    alone: /^fault key_unlogged: /mu,
    kept: /^fault checkpoint_/mu,
  },
  {
    name: 'the audit log and what it speaks of emptied',
    change: (content) => ({ ...mapAudit(content, () => null), keys: [], versions: [] }),
    alone: /^fault policy_missing: entry 2 /mu,
    kept: /^fault checkpoint_/mu,
  },
  {
    name: 'an entry of the audit log by another author, sealed anew',
    change: (content) =>
      sealedAnew(
        mapAudit(content, (audit) => (audit.kind === 'approvals_paused' ? { ...audit, author: 'ann' } : audit)),
      ),
    alone: null,
    kept: /^fault checkpoint_differs: .* entry 8 of the audit log is another one$/mu,
  },
  {
    name: 'a policy version logged with another digest, sealed anew',
    change: (content) =>
      sealedAnew(
        mapAudit(content, (audit) =>
          audit.kind === 'policy_published' && audit.details['version'] === 2
            ? { ...audit, details: { ...audit.details, sha256: 'ab'.repeat(32) } }
            : audit,
        ),
      ),
    alone: /^fault version_differs: version 2 /mu,
  },
  {
    name: 'an entry of the audit log changed',
    change: (content) => mapAudit(content, (audit) => (audit.sequence === 7 ? { ...audit, author: 'ann' } : audit)),
    alone: /^fault audit_wrong: entry 7 of the audit log: /mu,
  },
  {
    name: 'the feed in another order',
    change: (content) =>
      swapped(content, firstOfKind(content, 'dispute_opened'), content.items.findIndex(ofAccount('a-2'))),
    alone: null,
    kept: /^fault checkpoint_differs: .* within the numbers 1 to \d+ of the feed /mu,
  },
  {
    name: 'the feed rebuilt account by account',
    change: (content) => ({
      ...content,
      items: [...content.items].sort((left, right) => Number('audit' in right) - Number('audit' in left)),
    }),
    alone: null,
    kept: /^fault checkpoint_differs: /mu,
  },
  {
    name: 'the feed against the order of a stream',
    change: (content) => {
      const places = content.items.flatMap((item, index) => (ofAccount('a-1')(item) ? [index] : []))
      return swapped(content, places[2] ?? 0, places[3] ?? 0)
    },
    alone: /^fault feed_wrong: number \d+ of the feed: entry 4 of the account "a-1" does not follow entry 2/mu,
  },
  {
    name: 'the end of a stream cut off',
    change: changeEntry(11, () => null),
    alone: null,
    kept: /^fault checkpoint_cut: .* the feed ends with number \d+/mu,
  },
  {
    name: 'a whole account taken away',
    change: (content) => ({
      ...mapEntries(content, (entry) => (entry.account === 'a-2' ? null : entry)),
      bindings: content.bindings.filter(({ account }) => account !== 'a-2'),
    }),
    alone: null,
    kept: /^fault checkpoint_cut: .* of 2 accounts 1 are gone with all their entries$/mu,
  },
  {
    name: 'a whole account taken away, but not the order that is bound to it',
    change: (content) => mapEntries(content, (entry) => (entry.account === 'a-2' ? null : entry)),
    // In SQLite a binding of which no entry speaks is a fault by itself.
    alone: /no fault was found\n$|^fault file_damaged: /mu,
    kept: /^fault checkpoint_cut: .* the account "a-2", which the order "o-6" \(smm-panel\) names, has no entry: /mu,
  },
  {
    name: 'an entry put in before others',
    change: (content) =>
      sealedAnew({
        ...content,
        items: content.items.flatMap((item): readonly Numbered[] =>
          ofAccount('a-2')(item) && 'entry' in item
            ? [item, { entry: { ...item.entry, account: 'a-0', id: newTimeOrderedId(2), order: null } }]
            : [item],
        ),
      }),
    alone: /^fault /mu,
    kept: /^fault checkpoint_differs: /mu,
  },
  {
    name: 'the newest entry by another author, sealed anew',
    change: andSealed(changeEntry(11, (entry) => ({ ...entry, author: 'somebody' }))),
    alone: null,
    kept: /^fault checkpoint_differs: /mu,
  },
  {
    name: 'a decision that pays more, sealed anew',
    change: andSealed(
      changeDecision(4, (entry) => ({
        ...entry,
        result: {
          ...entry.result,
          refund: entry.result.refund === null ? null : { ...entry.result.refund, amount: '9.00' },
        },
      })),
    ),
    alone: /^fault state_wrong: entry 4 /mu,
  },
  {
    name: 'a decision for another reason, sealed anew',
    change: andSealed(changeDecision(4, (entry) => ({ ...entry, result: { ...entry.result, reason_code: 'other' } }))),
    alone: /^fault decision_differs: entry 4 /mu,
  },
  ...(
    [
      ['standing', 'warned'],
      ['dispute_open', true],
      ['order_got', { credited: '1', elsewhere: '0', charged_back: '0' }],
      ['part_got', { credited: '1', elsewhere: '0', charged_back: '0' }],
      ['given_without_part', true],
      ['approval_counted', true],
      ['other_review_waits', true],
    ] as const
  ).map(
    ([part, value]): CarefulChange => ({
      name: `circumstances that were otherwise: ${part}, sealed anew`,
      change: andSealed(
        changeDecision(4, (entry) => ({
          ...entry,
          request: { ...entry.request, circumstances: { ...entry.request.circumstances, [part]: value } },
        })),
      ),
      alone: new RegExp(`^fault circumstances_differ: entry 4 .*: ${part}$`, 'mu'),
    }),
  ),
  {
    name: 'a claim that counts as a report, sealed anew',
    change: andSealed(changeDecision(4, (entry) => ({ ...entry, request: { ...entry.request, claim: null } }))),
    alone: /^fault state_wrong: entry 4 /mu,
  },
  {
    name: 'history that was otherwise, sealed anew',
    change: andSealed(
      changeEntry(4, (entry) =>
        entry.confidential === null
          ? entry
          : {
              ...entry,
              confidential: {
                ...entry.confidential,
                facts: { ...entry.confidential.facts, 'history.standing': 'warned' },
              },
            },
      ),
    ),
    alone: /^fault history_differs: entry 4 .*: history.standing$/mu,
  },
  {
    name: 'one idempotency key for two entries, sealed anew',
    change: andSealed((content) =>
      changeEntry(4, (entry) => ({ ...entry, idempotency_key: 'k' }))(
        changeEntry(5, (entry) => ({ ...entry, idempotency_key: 'k' }))(content),
      ),
    ),
    alone: /^fault key_used_twice: entry 5 /mu,
  },
  {
    name: 'an entry dated before the one before it, sealed anew',
    change: andSealed(changeEntry(6, (entry) => ({ ...entry, at: '2026-02-01T12:00:00.000Z' }))),
    alone: /^fault time_backwards: entry 6 /mu,
  },
  {
    name: 'an entry taken from the middle',
    change: changeEntry(5, () => null),
    alone: /^fault sequence_gap: entry 6 /mu,
    kept: /^fault checkpoint_/mu,
  },
  {
    name: 'an entry taken from the middle, sealed anew',
    change: andSealed(changeEntry(5, () => null)),
    alone: /^fault (?:state_wrong|circumstances_differ|history_differs|pending_wrong): entry \d+ /mu,
    kept: /^fault checkpoint_/mu,
  },
  {
    name: 'facts removed without an erasure',
    change: changeEntry(4, (entry) => ({ ...entry, confidential: null })),
    alone: /^fault erased_without_erasure: entry 4 /mu,
  },
  {
    name: 'another message',
    change: confidential('message', 'Not what was said.'),
    alone: /^fault commitment_wrong: entry 4 /mu,
  },
  { name: 'no message', change: confidential('message', null), alone: /^fault commitment_wrong: entry 4 /mu },
  {
    name: 'other facts',
    change: confidential('facts', { 'order.id': 'o-2' }),
    alone: /^fault commitment_wrong: entry 4 /mu,
  },
  {
    name: 'other facts of the order',
    change: confidential('order_facts', {}),
    alone: /^fault commitment_wrong: entry 4 /mu,
  },
  {
    name: 'another memory',
    change: confidential('memory', { state: {}, counted: [] }),
    alone: /^fault commitment_wrong: entry 4 /mu,
  },
  {
    name: 'another fingerprint of the request',
    change: confidential('request_fingerprint', 'ab'),
    alone: /^fault commitment_wrong: entry 4 /mu,
  },
  { name: 'another salt', change: confidential('salt', '00'.repeat(16)), alone: /^fault commitment_wrong: entry 4 /mu },
  {
    name: 'a review taken out of its queue',
    change: (content) => mapEntries(content, (entry) => ({ ...entry, pending: { ...entry.pending, review: null } })),
    alone: /^fault pending_wrong: entry \d+ .*does not stand in the queue/mu,
  },
  {
    name: 'a review due later',
    change: (content) =>
      mapEntries(content, (entry) => ({
        ...entry,
        pending: {
          ...entry.pending,
          review:
            entry.pending.review === null ? null : { ...entry.pending.review, due_by: '2030-01-01T00:00:00.000Z' },
        },
      })),
    alone: /^fault pending_wrong: entry \d+ .*otherwise than it says/mu,
  },
  {
    name: 'a credit taken out of the queue of deliveries',
    change: changeEntry(4, (entry) => ({ ...entry, pending: { ...entry.pending, delivery: false } })),
    alone: /^fault pending_wrong: entry 4 .*does not wait for that/mu,
  },
  {
    name: 'a delivery that waits for nothing',
    change: changeEntry(1, (entry) => ({ ...entry, pending: { ...entry.pending, delivery: true } })),
    alone: /^fault pending_wrong: entry 1 .*credited nothing/mu,
  },
  {
    name: 'an older state of the whole store',
    change: (content) => ({ ...content, items: content.items.slice(0, -1) }),
    alone: null,
    kept: /^fault checkpoint_cut: /mu,
  },
  {
    name: 'another store in its place',
    change: (content) =>
      sealedAnew(mapAudit(content, (audit) => (audit.sequence === 1 ? { ...audit, id: newTimeOrderedId(5) } : audit))),
    alone: null,
    kept: /^fault checkpoint_of_another_store: /mu,
  },
]
