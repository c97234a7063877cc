import { beforeAll, describe, expect, it } from '@jest/globals'
import { newStoreFile, openPanel, partial, suspected } from '../http/open-panel.ts'
import { type CommandResult, runCommand } from './run-command.ts'

const file = newStoreFile()
const ids: Record<'complete' | 'partial' | 'again' | 'pending' | 'suspected' | 'other', string> = {
  complete: '',
  partial: '',
  again: '',
  pending: '',
  suspected: '',
  other: '',
}

const run = (...words: readonly string[]): Promise<CommandResult> =>
  runCommand(words, { environment: { STORE_URL: `sqlite:${file}` } })

beforeAll(async () => {
  const panel = await openPanel('sqlite', file)
  const decide = async (facts: object): Promise<string> => {
    panel.clock.advance(1000)
    return (await panel.decide(facts)).id
  }
  ids.complete = await decide(partial('o-4', { order: { remains: 0 }, account: { id: 'a-4' } }))
  ids.pending = await decide(partial('o-1', { order: { status: 'pending', remains: 1000 } }))
  ids.partial = await decide(partial('o-1'))
  ids.again = await decide(partial('o-1'))
  ids.suspected = await decide(suspected('o-2', { account: { id: 'a-2' } }))
  ids.other = await decide(suspected('o-3', { account: { id: 'a-2' } }))
  await panel.close()
})

describe('why', () => {
  it('explains a decision: what it saw, the numbers of the formula, the clause in its version, and what became of it', async () => {
    const { code, stdout } = await run('why', ids.partial)
    expect(code).toBe(0)
    expect(stdout).toContain('by version 1 of smm-panel')
    expect(stdout).toContain('about    order o-1 of account a-1')
    expect(stdout).toContain('text     /policy/smm-panel/versions/1#clause-2.b')
    expect(stdout).toContain('refund   4.00000 USD by balance_credit')
    expect(stdout).toMatch(/\+ undelivered-part \(clause 2\.b\)/u)
    expect(stdout).toMatch(/prorate\(order\.charge, undelivered, order\.quantity\) = 4, rounded 4\.00000/u)
    expect(stdout).toContain('order.remains = "400"')
    expect(stdout).toContain('what became of it\n  it was given at once')
    expect(stdout).not.toContain('looked at beside the facts')
  })

  it('of an order its newest decision, what the order had got, and the others', async () => {
    const { stdout } = await run('why', 'o-1')
    expect(stdout).toContain(`decision ${ids.again}`)
    expect(stdout).toContain('looked at beside the facts\n  the order had got: credited 4\n')
    expect(stdout).toMatch(new RegExp(`other decisions about the order\n.*\n.*${ids.partial}.*\n.*${ids.pending}`, 'u'))
    const asJson = JSON.parse((await run('why', 'o-1', '--json')).stdout)
    expect(asJson).toMatchObject({ decision: { id: ids.again, trace: {}, facts: {} }, others: [{}, {}] })
  })

  it('says what would have to be different for a refund, of a denial', async () => {
    const { stdout } = await run('why', ids.complete)
    expect(stdout).toMatch(/what would have to be different\n {2}\S/u)
    const { flips } = JSON.parse((await run('why', ids.complete, '--json')).stdout)
    expect(flips.length).toBeGreaterThan(0)
  })

  it('says who a review waits for', async () => {
    expect((await run('why', 'o-3')).stdout).toContain('it waits for manager, until 2026-03-04T12:00:06.000Z')
  })

  it('ends with 5 for what is no order and no decision', async () => {
    for (const named of ['nobody', '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e']) {
      expect(await run('why', named)).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining(named) })
    }
  })
})

describe('decisions', () => {
  it('lists what passes all filters, newest first', async () => {
    const { stdout } = await run('decisions', '--order', 'o-1', '--outcome', 'approve')
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.split(/ {2,}/u)[1])).toEqual(['id', ids.again, ids.partial])
    expect(lines[2]).toContain('4.00000 USD  2.b     undelivered-part  smm-panel 1')
  })

  it('goes on by its cursor, from and to times', async () => {
    const page = async (...words: readonly string[]) => JSON.parse((await run('decisions', '--json', ...words)).stdout)
    const first = await page('--limit', '3')
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual([ids.other, ids.suspected, ids.again])
    const second = await page('--limit', '3', '--cursor', first.next_cursor)
    expect(second).toMatchObject({
      items: [{ id: ids.partial }, { id: ids.pending }, { id: ids.complete }],
      next_cursor: null,
    })
    expect((await page('--from', '2026-03-01T13:00:00+01:00')).items).toHaveLength(6)
    expect((await page('--to', '2026-03-01T12:00:00Z', '--policy-version', '1')).items).toEqual([])
  })

  it.each([
    [['--from', 'yesterday'], 'no time as in RFC 3339'],
    [['--limit', '5000'], 'at most 1000'],
    [['--limit', 'many'], 'whole number'],
  ])('refuses %j', async (words, said) => {
    expect(await run('decisions', ...words)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  })
})

describe('reviews', () => {
  it('lists what waits, with its level', async () => {
    const { stdout } = await run('reviews', 'list')
    expect(stdout).toContain(`${ids.suspected}  o-2    a-2      smm-panel  manager`)
    expect(JSON.parse((await run('reviews', 'list', '--level', 'support', '--json')).stdout).items).toEqual([])
  })

  it('approves only up to the level that the author has, as a key does', async () => {
    const words = [
      'reviews',
      'approve',
      ids.suspected,
      '--reason',
      'a known customer',
      '--author',
      'ann',
      '--amount',
      '2.5',
    ]
    expect(await run(...words)).toMatchObject({ code: 4, stderr: expect.stringContaining('needs the level manager') })
    const wrong = await run(...words, '--review-level', 'smm-panel=manager', '--proposed', '3')
    expect(wrong).toMatchObject({ code: 4, stdout: '' })
    const { code, stdout } = await run(...words, '--review-level', 'smm-panel=manager')
    expect([code, stdout]).toEqual([0, `${ids.suspected}: approved 2.50000 USD by ann\n`])
    expect((await run('why', ids.suspected)).stdout).toMatch(
      /approved 2\.50000 USD by ann at .*\n {2}note: a known customer/u,
    )
    expect(await run(...words, '--review-level', '*=manager')).toMatchObject({ code: 4 })
  })

  it('extends, and denies, with a reason', async () => {
    const due = '2026-12-31T00:00:00Z'
    const extended = await run('reviews', 'extend', ids.other, '--due-by', due, '--reason', 'we ask the bank', '--json')
    expect(JSON.parse(extended.stdout)).toMatchObject({ due_by: '2026-12-31T00:00:00.000Z' })
    expect(await run('reviews', 'deny', ids.other, '--reason', ' ')).toMatchObject({ code: 1 })
    expect((await run('reviews', 'deny', ids.other, '--reason', 'no')).stdout).toBe(
      `${ids.other}: denied by command-line\n`,
    )
    expect((await run('reviews', 'list', '--status', 'resolved')).stdout).toContain('deny by command-line')
  })

  it('ends with 5 for what is no review', async () => {
    expect(await run('reviews', 'deny', '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e', '--reason', 'no')).toMatchObject({
      code: 5,
    })
  })
})
