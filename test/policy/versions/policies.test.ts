import { describe, expect, it } from '@jest/globals'
import { sha256 } from '../../../src/fingerprint/fingerprint.ts'
import type { JudgeCase } from '../../../src/policy/cases/run-case.ts'
import { compareTexts } from '../../../src/policy/difference/compare-texts.ts'
import type { CreateEvaluator } from '../../../src/policy/evaluate/evaluator.ts'
import { checkPolicy } from '../../../src/policy/versions/check-policy.ts'
import { createPolicies } from '../../../src/policy/versions/create-policies.ts'
import type { PublishCommand } from '../../../src/policy/versions/policies.ts'
import type { PolicyVersion } from '../../../src/policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../../../src/policy/versions/policy-version-store.ts'
import { prepareTextWith } from '../../../src/policy/versions/prepare-text.ts'
import { seedPolicies } from '../../../src/policy/versions/seed-policies.ts'
import { verifyVersions, versionsAgainstLog } from '../../../src/policy/versions/verify-versions.ts'
import { createMemoryPolicyVersionStore } from '../../../src/storage/memory/memory-policy-versions.ts'
import { shopText } from './shop-text.ts'

interface Scene {
  readonly store: PolicyVersionStore
  readonly published: PolicyVersion[]
  readonly compiled: string[]
}

function scene(store: PolicyVersionStore = createMemoryPolicyVersionStore()): Scene {
  return { store, published: [], compiled: [] }
}

function policiesIn({ store, published, compiled }: Scene, now: () => number = () => 0) {
  const createEvaluator: CreateEvaluator = (policy) => {
    compiled.push(JSON.stringify(policy.defaultRuling.message.get('en')))
    const notAskedFor = () => {
      throw new Error('not asked for here')
    }
    return {
      kind: 'compiled',
      begin: notAskedFor,
      ruleRefund: notAskedFor,
      ruleDispute: notAskedFor,
      evaluateRefund: notAskedFor,
      evaluateDispute: notAskedFor,
    }
  }
  return createPolicies({
    store,
    clock: { now },
    prepareText: prepareTextWith(createEvaluator),
    compareTexts: async (task) => compareTexts(task),
    checkText: (task) => checkPolicy(judgeNothing, task),
    guard: { assertDirect: async () => {}, assertWithinGate: async () => {} },
    recordPublished: async (version) => {
      published.push(version)
    },
  })
}

const judgeNothing: JudgeCase = () => ({
  outcome: 'deny',
  label: null,
  refund: null,
  clause: '1',
  rule: null,
  method: null,
  reason: 'not_refundable',
  amounts: {},
  proposed: null,
  level: null,
  capped_from: null,
  actions: [],
  why: { missing_facts: [], fault: null, rules: [], refund: null },
})

function command(text: string, expected: PublishCommand['expected'] = 'any'): PublishCommand {
  return { name: 'shop', text, reason: 'a reason', author: 'pipeline', expected }
}

async function withVersions(...messages: readonly string[]) {
  const given = scene()
  const policies = policiesIn(given)
  for (const message of messages) await policies.publish(command(shopText(message)))
  return { ...given, policies }
}

describe('publishing', () => {
  it('appends the text under the next number, to the byte, with author, reason and time', async () => {
    const { policies, published } = await withVersions('One.')
    const text = shopText('Two.').replaceAll('\n', '\r\n')
    const { warnings: _warnings, ...version } = await policies.publish(command(text, 1))
    expect(version).toEqual({
      name: 'shop',
      version: 2,
      sha256: sha256(text),
      text,
      author: 'pipeline',
      reason: 'a reason',
      published_at: '1970-01-01T00:00:00.000Z',
    })
    expect(published).toEqual([(await policies.version('shop', 1)).version, version])
  })

  it('is effective at the next read, in every process', async () => {
    const { store, policies } = await withVersions('One.')
    const other = policiesIn(scene(store))
    expect((await other.active('shop')).version.version).toBe(1)
    await policies.publish(command(shopText('Two.')))
    expect((await other.active('shop')).policy.defaultRuling.message.get('en')).toEqual(['Two.'])
    expect((await other.version('shop', 1)).policy.defaultRuling.message.get('en')).toEqual(['One.'])
  })

  it('never dates a version before the one before it', async () => {
    const given = scene()
    await policiesIn(given, () => 9000).publish(command(shopText('One.')))
    const second = await policiesIn(given, () => 4000).publish(command(shopText('Two.')))
    expect(second.published_at).toBe('1970-01-01T00:00:09.000Z')
  })

  it('refuses a text with faults and says them all', async () => {
    const { store, policies } = await withVersions()
    const attempt = policies.publish(
      command(shopText('One.').replace('half_even', 'sideways').replace('refunds: []', 'refunds: 3')),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_policy' })
    const diagnostics: unknown = await attempt.catch(
      (problem: { extensions: Record<string, unknown> }) => problem.extensions['diagnostics'],
    )
    expect((diagnostics as readonly unknown[]).length).toBeGreaterThanOrEqual(2)
    expect(await store.policyNames()).toEqual([])
  })

  it('refuses a text that names another policy, at the line of its name', async () => {
    const { policies } = await withVersions()
    await expect(policies.publish({ ...command(shopText('One.')), name: 'other' })).rejects.toMatchObject({
      code: 'invalid_policy',
      extensions: { diagnostics: [expect.objectContaining({ code: 'other_policy_name', path: '/name', line: 3 })] },
    })
  })

  it('refuses a text whose formulas are too many for a decision', async () => {
    const { policies } = await withVersions()
    const sum = Array.from({ length: 160 }, () => 'order.charge').join(' + ')
    const derived = Array.from({ length: 70 }, (_, index) => `  d${index}: ${sum}\n`).join('')
    await expect(policies.publish(command(`${shopText('One.')}derived:\n${derived}`))).rejects.toMatchObject({
      code: 'invalid_policy',
      extensions: { diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'too_large' })]) },
    })
  })

  it('refuses a text whose cases do not hold', async () => {
    const { store, policies } = await withVersions()
    await expect(policies.publish(command(shopText('One.', 'approve')))).rejects.toMatchObject({
      code: 'policy_cases_failed',
      extensions: { cases: [expect.objectContaining({ name: 'anything' })] },
    })
    expect(await store.policyNames()).toEqual([])
  })

  it.each<[PublishCommand['expected'], number | null]>([
    [1, 2],
    [3, 2],
    ['absent', 2],
  ])('refuses an edit of anything but the newest version: %p', async (expected, current) => {
    const { policies } = await withVersions('One.', 'Two.')
    await expect(policies.publish(command(shopText('Three.'), expected))).rejects.toMatchObject({
      code: 'version_conflict',
      extensions: { current_version: current },
    })
  })

  it('refuses an edit of a policy that does not exist', async () => {
    const { policies } = await withVersions()
    await expect(policies.publish(command(shopText('One.'), 1))).rejects.toMatchObject({
      code: 'version_conflict',
      extensions: { current_version: null },
    })
  })

  it('refuses the active text', async () => {
    const { policies } = await withVersions('One.')
    for (const expected of ['any', 1] as const) {
      await expect(policies.publish(command(shopText('One.'), expected))).rejects.toMatchObject({
        code: 'policy_unchanged',
      })
    }
  })

  it('restores an older text for someone who edits the newest version, and for nobody else', async () => {
    const { policies, compiled } = await withVersions('One.', 'Two.')
    await expect(policies.publish(command(shopText('One.')))).rejects.toMatchObject({
      code: 'policy_superseded',
      extensions: { version: 1, current_version: 2 },
    })
    await policies.publish(command(shopText('One.'), 2))
    await policies.version('shop', 1)
    const restored = await policies.active('shop')
    expect(restored.version.version).toBe(3)
    expect(compiled).toEqual(['["One."]'])
  })

  it('at once under one expectation succeeds once; the others learn the version that is there', async () => {
    const { store } = await withVersions('One.')
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, index) =>
        policiesIn(scene(store)).publish(command(shopText(`Two ${index}.`), 1)),
      ),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') {
        expect(attempt.reason).toMatchObject({ code: 'version_conflict', extensions: { current_version: 2 } })
      }
    }
  })

  it('at once without expectation gives every text its own number', async () => {
    const given = scene()
    const texts = Array.from({ length: 8 }, (_, index) => shopText(`Text ${index}.`))
    await Promise.all(texts.map(async (text) => policiesIn(given).publish(command(text))))
    const versions = await policiesIn(given).versions('shop', { before: null, limit: 20 })
    expect(versions.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(new Set(versions.map(({ text }) => text))).toEqual(new Set(texts))
    expect(given.published).toHaveLength(8)
  })
})

describe('a text under which callers would be refused', () => {
  const facts = `facts:
  order.id: { type: string }
  account.id: { type: string }
  order.charge: { type: decimal, from: order, optional: true }
  order.currency: { type: string, from: order, optional: true }
`
  const base = shopText('One.').replace(
    facts,
    `${facts}  order.state: { type: enum, values: [open, done], default: open }\n  order.count: { type: integer, default: 1 }\n`,
  )
  const reading = base.replace(
    'refunds: []',
    'refunds: [{ id: done, clause: "1", when: { fact: order.state, operator: equal, value: done }, then: { outcome: deny } }]',
  )

  it.each<[string, string, string, readonly string[]]>([
    ['removed', base, base.replace(/ {2}order.count.*\n/u, ''), ['callers that send order.count will get 422']],
    [
      'newly required',
      reading,
      reading.replace('values: [open, done], default: open', 'values: [open, done]'),
      ['callers that omit order.state will get 422'],
    ],
    [
      'of another type',
      base,
      base.replace('order.count: { type: integer, default: 1', 'order.count: { type: boolean, default: true'),
      ['callers that send order.count as integer and not as boolean will get 422'],
    ],
    [
      'without a value that was one',
      base,
      base.replace('[open, done]', '[open]'),
      ['callers that send order.state as "done" will get 422'],
    ],
    [
      'bounded more narrowly',
      base.replace('order.count: { type: integer', 'order.count: { type: integer, minimum: 0'),
      base.replace('order.count: { type: integer', 'order.count: { type: integer, minimum: 1, maximum: 9'),
      ['callers that send order.count below 1 or above 9 will get 422'],
    ],
    [
      'bounded more widely',
      base.replace('order.count: { type: integer', 'order.count: { type: integer, minimum: 0'),
      base.replace('order.count: { type: integer', 'order.count: { type: integer, minimum: -1'),
      [],
    ],
    ['wider', base, base.replace('order.count: { type: integer', 'order.count: { type: decimal'), []],
    ['with more values', base, base.replace('[open, done]', '[open, done, lost]'), []],
  ])('is published with their acceptance only: a fact that is %s', async (_what, before, after, messages) => {
    const { policies } = await withVersions()
    const text = before.includes('id: done') ? after.replace('facts: {}', 'facts: { order.state: open }') : after
    await policies.publish(command(before))
    expect((await policies.check('shop', text)).breaking.map(({ message }) => message)).toEqual(messages)
    if (messages.length > 0) {
      await expect(policies.publish(command(text, 1))).rejects.toMatchObject({
        code: 'policy_breaks_callers',
        detail: expect.stringContaining(messages[0] ?? ''),
        extensions: { breaking: messages.map((message) => expect.objectContaining({ message })), current_version: 1 },
      })
    }
    const accepted = { ...command(text, 1), acceptBreaking: messages.length > 0 }
    expect(await policies.publish(accepted)).toMatchObject({ version: 2 })
  })
})

describe('a policy that is retired', () => {
  const retirement = { name: 'shop', reason: 'sold', author: 'owner' }

  it('decides nothing, is still found, and is published over by whoever looked', async () => {
    const { policies, published } = await withVersions('One.', 'Two.')
    await expect(policies.retire({ ...retirement, expected: 1 })).rejects.toMatchObject({ code: 'version_conflict' })
    const retired = await policies.retire({ ...retirement, expected: 2 })
    expect(retired).toMatchObject({ version: 3, retired: true, text: shopText('Two.') })
    expect(published.at(-1)).toEqual(retired)
    await expect(policies.active('shop')).rejects.toMatchObject({ code: 'policy_retired' })
    await expect(policies.presumed('shop')).rejects.toMatchObject({ code: 'policy_retired' })
    expect((await policies.newest('shop')).version).toEqual(retired)
    await expect(policies.retire({ ...retirement, expected: 'any' })).rejects.toMatchObject({ code: 'policy_retired' })
    await expect(policies.publish(command(shopText('Three.')))).rejects.toMatchObject({ code: 'policy_retired' })
    const again = await policies.publish(command(shopText('Two.'), 3))
    expect(again).toMatchObject({ version: 4, warnings: expect.any(Array) })
    expect((await policies.active('shop')).version.version).toBe(4)
  })

  it('is found where another hand brought it back, or retired it', async () => {
    const { store, policies } = await withVersions('One.')
    await policies.retire({ ...retirement, expected: 1 })
    const verification = await verifyVersions(store)
    const logged = (kinds: readonly string[]) =>
      new Map(
        verification.known.map(({ name, version, author, sha256: digest, reason, published_at }, index) => [
          JSON.stringify([name, version]),
          { sequence: version, kind: kinds[index] ?? '', author, details: { sha256: digest, reason, published_at } },
        ]),
      )
    expect(versionsAgainstLog(verification, logged(['policy_published', 'policy_retired']))).toEqual([])
    const faults = versionsAgainstLog(verification, logged(['policy_retired', 'policy_published']))
    expect(faults.map(({ version, code }) => [version, code])).toEqual([
      [1, 'version_differs'],
      [2, 'version_differs'],
    ])
  })

  it('has to exist', async () => {
    const { policies } = await withVersions()
    await expect(policies.retire({ ...retirement, expected: 'any' })).rejects.toMatchObject({
      code: 'policy_not_found',
    })
  })
})

describe('an old text', () => {
  const restore = { name: 'shop', reason: null, author: 'owner' }

  it('is published again as the next version, checked as any other', async () => {
    const { policies } = await withVersions('One.', 'Two.')
    await expect(policies.restore({ ...restore, version: 1, expected: 1 })).rejects.toMatchObject({
      code: 'version_conflict',
    })
    await expect(policies.restore({ ...restore, version: 7, expected: 2 })).rejects.toMatchObject({
      code: 'policy_version_not_found',
    })
    await expect(policies.restore({ ...restore, version: 2, expected: 2 })).rejects.toMatchObject({
      code: 'policy_unchanged',
    })
    const restored = await policies.restore({ ...restore, version: 1, expected: 'any' })
    expect(restored).toMatchObject({ version: 3, text: shopText('One.'), reason: 'the text of version 1 again' })
  })
})

describe('finding policies', () => {
  it('gives versions newest first, in pages', async () => {
    const { policies } = await withVersions('One.', 'Two.', 'Three.')
    const page = await policies.versions('shop', { before: 3, limit: 1 })
    expect(page.map(({ version }) => version)).toEqual([2])
    expect(await policies.versions('shop', { before: 1, limit: 5 })).toEqual([])
  })

  it('lists the newest version of every name', async () => {
    const { policies } = await withVersions('One.', 'Two.')
    await policies.publish({ ...command(shopText('Bikes.').replace('name: shop', 'name: bikes')), name: 'bikes' })
    expect((await policies.list()).map(({ name, version }) => [name, version])).toEqual([
      ['bikes', 1],
      ['shop', 2],
    ])
  })

  it('says that a name or a version does not exist', async () => {
    const { policies } = await withVersions('One.')
    await expect(policies.active('x')).rejects.toMatchObject({ code: 'policy_not_found' })
    await expect(policies.version('x', 1)).rejects.toMatchObject({ code: 'policy_not_found' })
    await expect(policies.versions('x', { before: null, limit: 5 })).rejects.toMatchObject({ code: 'policy_not_found' })
    for (const version of [0, 2, -1, 1.5, Number.NaN, 1e300]) {
      await expect(policies.version('shop', version)).rejects.toMatchObject({ code: 'policy_version_not_found' })
    }
  })

  it('compiles a version once and reads only its number afterwards', async () => {
    const { store } = await withVersions('One.')
    const reads: string[] = []
    const counting: PolicyVersionStore = {
      ...store,
      policyVersion: async (name, version) => {
        reads.push(name)
        return store.policyVersion(name, version)
      },
    }
    const given = scene(counting)
    const policies = policiesIn(given)
    const first = await policies.active('shop')
    expect(await policies.active('shop')).toBe(first)
    await Promise.all([policies.active('shop'), policies.active('shop')])
    expect({ reads, compiled: given.compiled }).toEqual({ reads: ['shop'], compiled: ['["One."]'] })
  })

  it.each<[string, (version: PolicyVersion) => PolicyVersion, RegExp]>([
    ['is not the one that was published', (version) => ({ ...version, text: `${version.text}# changed\n` }), /digest/u],
    [
      'is beyond this build',
      (version) => ({ ...version, text: 'name: shop\nfuture: 1\n', sha256: sha256('name: shop\nfuture: 1\n') }),
      /Version 1 of the policy "shop" cannot be read by this build/u,
    ],
  ])('calls the store damaged where a stored text %s', async (_what, change, detail) => {
    const { store } = await withVersions('One.')
    const damaged: PolicyVersionStore = {
      ...store,
      policyVersion: async (name, number) => {
        const version = await store.policyVersion(name, number)
        return version === null ? null : change(version)
      },
    }
    await expect(policiesIn(scene(damaged)).active('shop')).rejects.toMatchObject({
      code: 'store_damaged',
      detail: expect.stringMatching(detail),
    })
  })
})

describe('checking a text', () => {
  it('stores nothing and gives diagnostics and the results of the cases', async () => {
    const { store, policies } = await withVersions()
    expect(await policies.check('shop', shopText('One.'))).toMatchObject({
      valid: true,
      cases: [{ name: 'anything', differences: [] }],
    })
    expect(await policies.check(null, shopText('One.', 'approve'))).toMatchObject({
      valid: false,
      cases: [{ differences: [{ field: 'outcome', expected: 'approve', actual: 'deny' }] }],
    })
    expect(await policies.check('shop', 'name: [')).toMatchObject({ valid: false, cases: [] })
    expect(await policies.check('other', shopText('One.'))).toMatchObject({ valid: false, cases: [] })
    expect(await store.policyNames()).toEqual([])
  })
})

describe('the shipped policies', () => {
  it('become version 1 on an empty store', async () => {
    const given = scene()
    const published = await seedPolicies(policiesIn(given), [shopText('One.')])
    expect(published).toMatchObject([{ name: 'shop', version: 1, author: 'system' }])
    expect(given.published).toHaveLength(1)
  })

  it('are left alone on a store that has a policy', async () => {
    const { policies } = await withVersions('Mine.')
    expect(await seedPolicies(policies, [shopText('Shipped.')])).toEqual([])
    expect((await policies.active('shop')).version.version).toBe(1)
  })

  it('are published once by processes that start at once', async () => {
    const given = scene()
    const seeded = await Promise.all([1, 2, 3].map(async () => seedPolicies(policiesIn(given), [shopText('One.')])))
    expect(seeded.flat()).toHaveLength(1)
    expect((await policiesIn(given).active('shop')).version.version).toBe(1)
  })

  it('with faults stop the start', async () => {
    await expect(seedPolicies(policiesIn(scene()), ['name: ['])).rejects.toMatchObject({ code: 'invalid_policy' })
  })
})
