import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { createQuickReplay, type QuickReplay } from '../../src/decisions/replay-quickly.ts'
import { sealedBefore } from '../../src/journal/append-entry.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { hostingRequests } from '../bench/requests/hosting-requests.mjs'
import { openDecisions } from './open-decisions.ts'

const hosting = readFileSync(new URL('../../rules/hosting/policy.yaml', import.meta.url), 'utf8')

interface Stored {
  readonly entries: readonly Entry[]
  readonly replay: QuickReplay
}

/** Decisions of the hosting policy, which has personal facts and words in two languages. */
async function decided(language: string): Promise<Stored> {
  const { decisions, policies, storage, clock } = await openDecisions([hosting])
  clock.advance(20 * 86_400_000)
  const ids: string[] = []
  for (const facts of hostingRequests(60, 3)) {
    const request = { policy: 'hosting', facts, language, idempotencyKey: null, author: 'test' }
    ids.push((await decisions.decide(request)).decision.id)
  }
  const loaded = await policies.version('hosting', 1)
  const found = await Promise.all(ids.map((id) => storage.entryById(id)))
  return {
    entries: found.filter((entry) => entry !== null),
    replay: createQuickReplay({ policy: null, by: null, version: () => loaded }),
  }
}

async function withClauses(): Promise<Stored> {
  const { entries, replay } = await decided('en')
  return { entries: entries.filter((entry) => entry.kind === 'decision' && entry.result.clause !== null), replay }
}

const replayed = ({ entries, replay }: Stored, change: (body: string) => string = (body) => body): readonly unknown[] =>
  entries.map((entry) => {
    const { body, confidentialText } = sealedBefore(entry)
    return replay(change(body), confidentialText ?? '')
  })

describe('the quick replay', () => {
  it.each(['en', 'de'])('proves decisions in %s, with personal facts and parameters', async (language) => {
    const stored = await decided(language)
    expect(stored.entries.some(({ confidential }) => confidential?.parameters !== null)).toBe(true)
    expect(stored.entries.some(({ confidential }) => confidential?.personal_facts !== null)).toBe(true)
    expect(replayed(stored).filter((result) => result === null)).toEqual([])
  })

  it('compares no title, and every other letter', async () => {
    const stored = await decided('en')
    const isNull = (result: unknown): boolean => result === null
    const retitled = (body: string): string => body.replace(/"title":"[^"]*"/u, '"title":"Another \\" title"')
    expect(replayed(stored, retitled).some(isNull)).toBe(false)
    const altered = (body: string): string => body.replace(/("clause":\{"id":")[^"]*/u, '$1other')
    expect(replayed(await withClauses(), altered).every(isNull)).toBe(true)
    const reasoned = (body: string): string => body.replace(/("reason_code":")[^"]*/u, '$1other')
    expect(replayed(stored, reasoned).every(isNull)).toBe(true)
  })

  it('does not prove a decision whose personal parameters were altered', async () => {
    const { entries, replay } = await decided('en')
    const withParameters = entries.filter(({ confidential }) => confidential?.parameters !== null)
    const results = withParameters.map((entry) => {
      const { body, confidentialText } = sealedBefore(entry)
      return replay(body, (confidentialText ?? '').replace(/("parameters":.*?"domain":")[^"]*/u, '$1other'))
    })
    expect(results).toEqual(withParameters.map(() => null))
  })
})
