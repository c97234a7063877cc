import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hour, openPanel, type Panel, partial, storeKinds, suspected } from '../open-panel.ts'

describe.each(storeKinds)('totals over HTTP, %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
    await panel.decide(partial('o-1'))
    await panel.decide(partial('o-2'))
    await panel.decide(suspected('o-3'))
    panel.clock.advance(24 * hour)
    await panel.decide(partial('o-4'))
  })
  afterAll(() => panel.close())

  const total = async (query: string) => await panel.get(`/v1/totals?${query}`)

  it('are by day, version, outcome, clause, rule and currency', async () => {
    const { status, json } = await total('from=2026-03-01&to=2026-03-02')
    const approved = { day: '2026-03-01', policy: 'smm-panel', policy_version: 1, outcome: 'approve', decisions: 2 }
    expect(status).toBe(200)
    expect(json['items']).toEqual([
      expect.objectContaining({
        ...approved,
        clause: '2.b',
        rule: 'undelivered-part',
        currency: 'USD',
        credited: '8',
        credited_automatically: '8',
      }),
      expect.objectContaining({ day: '2026-03-01', outcome: 'review', currency: null, decisions: 1, credited: '0' }),
    ])
  })

  it('are of the days that are asked for, the last one left out, and of one policy', async () => {
    const days = async (query: string) =>
      ((await total(query)).json['items'] as readonly { readonly day: string }[]).map(({ day }) => day)
    expect(new Set(await days('from=2026-03-01&to=2026-03-03'))).toEqual(new Set(['2026-03-01', '2026-03-02']))
    expect(await days('from=2026-03-02&to=2026-03-03&policy=smm-panel')).toEqual(['2026-03-02'])
    expect(await days('from=2026-03-01&to=2026-03-03&policy=other')).toEqual([])
  })

  it('are of the days of UTC, unless another time zone is named', async () => {
    const counted = async (query: string): Promise<unknown> => {
      const { json } = await total(`from=2026-03-01&to=2026-03-04&${query}`)
      const items = json['items'] as readonly { readonly day: string; readonly decisions: number }[]
      const days = [...new Set(items.map(({ day }) => day))]
      const sum = (day: string): number =>
        items.filter((item) => item.day === day).reduce((all, { decisions }) => all + decisions, 0)
      return [json['time_zone'], ...days.map((day) => `${day}: ${sum(day)}`)]
    }
    // Decided at 12:00 UTC.
    expect(await counted('')).toEqual(['UTC', '2026-03-01: 3', '2026-03-02: 1'])
    expect(await counted('time_zone=UTC')).toEqual(['UTC', '2026-03-01: 3', '2026-03-02: 1'])
    expect(await counted('time_zone=America/New_York')).toEqual(['America/New_York', '2026-03-01: 3', '2026-03-02: 1'])
    expect(await counted('time_zone=Pacific/Auckland')).toEqual(['Pacific/Auckland', '2026-03-02: 3', '2026-03-03: 1'])
  })

  it.each([
    ['Europe/Berln', ': did you mean Europe/Berlin?'],
    ['europe/Neverland', ''],
    ['+02:00', ''],
  ])('of the time zone %s are a 400 that says what was meant', async (zone, meant) => {
    const query = new URLSearchParams({ from: '2026-03-01', to: '2026-03-02', time_zone: zone })
    const { status, problem, json } = await total(String(query))
    const message = `must be the name of a time zone such as Europe/Berlin or UTC${meant}`
    expect([status, problem, json['errors']]).toEqual([400, 'invalid_request', [{ parameter: 'time_zone', message }]])
    expect(json['detail']).toBe(`The parameter time_zone ${message}${meant === '' ? '.' : ''}`)
  })

  it.each([
    'from=2026-03-02&to=2026-03-02',
    'from=2026-03-01&to=2027-06-01',
    'from=2026-03-01',
    'from=x&to=2026-03-02',
  ])('for %s is a 400', async (query) => {
    expect((await total(query)).problem).toBe('invalid_request')
  })
})
