import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hour, type Json, openPanel, type Panel, partial, storeKinds, suspected } from '../open-panel.ts'

describe.each(storeKinds)('accounts over HTTP, %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
  })
  afterAll(() => panel.close())

  /** Credits 4 USD to the account for a new order. */
  const credit = (account: string, order = `${account}-order`) =>
    panel.decide(partial(order, { account: { id: account } }))
  const debit = (account: string, json: object, headers = {}) =>
    panel.post(`/v1/accounts/${account}/debits`, json, { headers })
  const adjust = (account: string, amount: string, reason: unknown = 'goodwill', headers = {}) =>
    panel.post(`/v1/accounts/${account}/adjustments`, { amount, currency: 'USD', reason }, { headers })
  const balance = async (account: string) => (await panel.get(`/v1/accounts/${account}`)).json['balances']

  it('GET shows balances, standing and counters', async () => {
    await credit('a-shown')
    expect((await panel.get('/v1/accounts/a-shown')).json).toEqual({
      id: 'a-shown',
      balances: { USD: '4' },
      standing: 'good',
      counters: {
        claims: 1,
        denials: 0,
        approvals: 1,
        reviews: 0,
        decisions: 1,
        disputes: 0,
        credits: 1,
        credited: { USD: '4' },
        credited_automatically: { USD: '4' },
      },
      open_disputes: 0,
      sequence: 1,
      updated_at: '2026-03-01T12:00:00.000Z',
    })
  })

  it.each([
    ['GET', '/v1/accounts/nobody', undefined],
    ['GET', '/v1/accounts/nobody/entries', undefined],
    ['POST', '/v1/accounts/nobody/debits', { amount: '1', currency: 'USD', reference: 'o-1' }],
    ['POST', '/v1/accounts/nobody/standing', { standing: 'good', reason: 'kindness' }],
  ])('%s %s of an account without any entry is a 404', async (method, path, json) => {
    const { status, problem } = await panel.running.send(method, path, { json })
    expect([status, problem]).toEqual([404, 'account_not_found'])
  })

  describe('debits', () => {
    const pay = (amount: string, reference: string, currency = 'USD') => ({ amount, currency, reference })

    it('take credit off the balance, once for a reference', async () => {
      await credit('a-debit')
      const made = await debit('a-debit', pay('1.50', 'o-next'))
      expect(made.status).toBe(201)
      expect(made.json).toMatchObject({ kind: 'credit_spent', amount: '-1.5', balance: '2.5', reference: 'o-next' })
      const again = await debit('a-debit', pay('1.50', 'o-next'))
      expect([again.status, again.json]).toEqual([200, made.json])
      expect(again.headers.get('idempotency-replayed')).toBe('true')
      expect(await balance('a-debit')).toEqual({ USD: '2.5' })
    })

    it('of another amount under the same reference are a 409, under the same key a 422', async () => {
      await credit('a-other')
      const headers = { 'Idempotency-Key': 'debit-1' }
      await debit('a-other', pay('1', 'o-next'), headers)
      const other = await debit('a-other', pay('2', 'o-next'))
      expect([other.status, other.problem]).toEqual([409, 'debit_conflict'])
      expect((await debit('a-other', pay('2', 'o-next'), headers)).problem).toBe('idempotency_key_reused')
    })

    it('under one reference are one debit, whatever key they come with and however the amount is written', async () => {
      await credit('a-parts')
      const first = await debit('a-parts', pay('1', 'o-next'), { 'Idempotency-Key': 'first' })
      const second = await debit('a-parts', pay('1.00', 'o-next'), { 'Idempotency-Key': 'second' })
      expect([first.status, second.status, second.json]).toEqual([201, 200, first.json])
      expect((await debit('a-parts', pay('1', 'o-other'))).status).toBe(201)
      expect(await balance('a-parts')).toEqual({ USD: '2' })
    })

    it.each([
      ['more than the balance', pay('4.00001', 'o-much'), '4'],
      ['another currency', pay('1', 'o-euro', 'EUR'), '0'],
    ])('of %s are a 409 with the balance', async (_name, json, amount) => {
      await credit('a-short')
      const refused = await debit('a-short', json)
      expect([refused.status, refused.problem]).toEqual([409, 'insufficient_balance'])
      expect(refused.json).toMatchObject({ balance: { amount, currency: json.currency } })
    })

    it('at the same time never take the balance below 0', async () => {
      await credit('a-race')
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => debit('a-race', pay('0.30', `o-race-${index}`))),
      )
      const made = answers.filter(({ status }) => status === 201)
      expect(made).toHaveLength(13)
      expect(answers.filter(({ problem }) => problem === 'insufficient_balance')).toHaveLength(7)
      expect(await balance('a-race')).toEqual({ USD: '0.1' })
    })

    it.each(['0', '0.00', '-1', '+1', '1e3', '01', '1.', '', '1'.repeat(25), `0.${'1'.repeat(25)}`, 1])(
      'of the amount %j are a 400',
      async (amount) => {
        await credit('a-amounts')
        expect((await debit('a-amounts', { ...pay('1', 'o-amount'), amount })).problem).toBe('invalid_request')
      },
    )

    it.each(['usd', '', 'US', 'DOLLARBILLS', 'U$D'])('in the currency %j are a 400', async (currency) => {
      expect((await debit('a-amounts', pay('1', 'o-1', currency))).problem).toBe('invalid_request')
    })
  })

  describe('adjustments', () => {
    it('add to a balance or take off it, also of an account without any entry', async () => {
      const added = await adjust('a-adjusted', '5.25')
      expect(added.status).toBe(201)
      expect(added.json).toMatchObject({ kind: 'adjustment', amount: '5.25', balance: '5.25', author: 'admin' })
      expect((await adjust('a-adjusted', '-5')).json).toMatchObject({ amount: '-5', balance: '0.25' })
    })

    it('never take it below 0', async () => {
      await adjust('a-floor', '1')
      expect((await adjust('a-floor', '-1.01')).problem).toBe('insufficient_balance')
      expect((await adjust('a-absent', '-1')).problem).toBe('insufficient_balance')
      expect((await panel.get('/v1/accounts/a-absent')).problem).toBe('account_not_found')
    })

    it('with a key are made once', async () => {
      const headers = { 'Idempotency-Key': 'adjust-1' }
      expect((await adjust('a-once', '2', 'because', headers)).status).toBe(201)
      expect((await adjust('a-once', '2', 'because', headers)).status).toBe(200)
      expect((await adjust('a-once', '2', 'other', headers)).problem).toBe('idempotency_key_reused')
      expect(await balance('a-once')).toEqual({ USD: '2' })
    })

    it('that name an order count for it as credited', async () => {
      await credit('a-goodwill', 'o-goodwill')
      const goodwill = { amount: '1.5', currency: 'USD', reason: 'goodwill', order: 'o-goodwill' }
      const made = await panel.post('/v1/accounts/a-goodwill/adjustments', goodwill)
      expect(made.json).toMatchObject({ order: 'o-goodwill', policy: 'smm-panel', part: null, balance: '5.5' })
      expect((await panel.get('/v1/orders/o-goodwill')).json['credited']).toBe('5.5')
      const { order: _, ...alone } = { ...goodwill, part: 'p-1' }
      expect((await panel.post('/v1/accounts/a-goodwill/adjustments', alone)).problem).toBe('invalid_request')
    })

    it.each([
      ['an empty reason', '1', ''],
      ['a reason of blanks', '1', '  '],
      ['the amount 0', '0', 'why not'],
    ])('with %s are a 400', async (_name, amount, reason) => {
      expect((await adjust('a-refused', amount, reason)).problem).toBe('invalid_request')
    })
  })

  describe('the statement', () => {
    const account = 'a-statement'
    beforeAll(async () => {
      for (let number = 1; number <= 5; number += 1) await adjust(account, `${number}`)
      await debit(account, { amount: '3', currency: 'USD', reference: '=HYPERLINK("http://x","y")' })
      await debit(account, { amount: '3', currency: 'USD', reference: '-2+3' })
    })
    type Lines = { readonly items: readonly Json[]; readonly next_cursor: string | null }
    const page = async (query: string) =>
      (await panel.get(`/v1/accounts/${account}/entries${query}`)).json as unknown as Lines

    it('comes in pages, newest first, without a gap', async () => {
      const whole = await page('')
      const first = await page('?limit=4')
      const second = await page(`?limit=4&cursor=${first.next_cursor}`)
      expect([whole.items.length, whole.next_cursor, second.next_cursor]).toEqual([7, null, null])
      expect([...first.items, ...second.items]).toEqual(whole.items)
      expect(whole.items.map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4, 3, 2, 1])
      expect(whole.items.map((line) => line['balance'])).toEqual(['9', '12', '15', '10', '6', '3', '1'])
    })

    it('says in its Link header where the next page is', async () => {
      const { headers } = await panel.get(`/v1/accounts/${account}/entries?limit=4`)
      const next = /^<(.+)>; rel="next"$/u.exec(headers.get('link') ?? '')?.[1] ?? ''
      const last = await panel.get(next)
      expect((last.json as unknown as Lines).items).toHaveLength(3)
      expect(last.headers.get('link')).toBeNull()
    })

    it('is CSV where that is asked for, with no formula for a spreadsheet in it', async () => {
      const headers = { Accept: 'text/csv' }
      const { text, status } = await panel.get(`/v1/accounts/${account}/entries?limit=3`, { headers })
      const ids = (await page('?limit=3')).items.map(({ id }) => String(id))
      expect(status).toBe(200)
      expect(text.split('\r\n')).toEqual([
        'sequence,at,kind,order,policy,part,amount,currency,balance,reference,author,id',
        `7,2026-03-01T12:00:00.000Z,credit_spent,,,,-3,USD,9,'-2+3,admin,${ids[0]}`,
        `6,2026-03-01T12:00:00.000Z,credit_spent,,,,-3,USD,12,"'=HYPERLINK(""http://x"",""y"")",admin,${ids[1]}`,
        `5,2026-03-01T12:00:00.000Z,adjustment,,,,5,USD,15,,admin,${ids[2]}`,
        '',
      ])
    })

    it('is not available in other forms', async () => {
      const headers = { Accept: 'application/xml' }
      expect((await panel.get(`/v1/accounts/${account}/entries`, { headers })).problem).toBe('not_acceptable')
    })

    it.each(['cursor=x', 'cursor=YWZ0ZXI6eA', 'limit=0', 'limit=201', 'before=3'])(
      'refuses the query %s',
      async (query) => {
        expect((await panel.get(`/v1/accounts/${account}/entries?${query}`)).problem).toBe('invalid_request')
      },
    )
  })

  describe('the standing', () => {
    const lift = (account: string, standing: string) =>
      panel.post(`/v1/accounts/${account}/standing`, { standing, reason: 'it was a mistake' })

    it('is bettered by a person only, and never worsened so', async () => {
      const opened_at = '2026-02-20T10:00:00Z'
      const notice = { account: 'a-standing', payment_reference: 'pay-1', amount: '5', currency: 'USD', opened_at }
      await panel.post('/v1/disputes', notice)
      expect((await panel.get('/v1/accounts/a-standing')).json).toMatchObject({ standing: 'suspended' })
      expect((await lift('a-standing', 'banned')).problem).toBe('invalid_request')
      expect((await lift('a-standing', 'suspended')).problem).toBe('invalid_request')
      expect((await lift('a-standing', 'better')).problem).toBe('invalid_request')
      const lifted = await lift('a-standing', 'good')
      expect([lifted.status, lifted.json['standing']]).toEqual([200, 'good'])
      expect((await panel.get('/v1/accounts/a-standing')).json).toEqual(lifted.json)
    })
  })

  describe('deliveries', () => {
    const report = (decision: string, status: string, reference: string) =>
      panel.post(`/v1/decisions/${decision}/delivery`, { status, reference })
    const undelivered = async () => {
      const { json } = await panel.get('/v1/credits/undelivered?limit=200')
      return (json['items'] as readonly Json[]).map((credited) => credited['decision_id'])
    }

    it('take the credit off our balance and off the list of what is to be delivered', async () => {
      const { id } = await credit('a-delivered')
      expect(await undelivered()).toContain(id)
      const made = await report(id, 'delivered', 'tx-1')
      expect(made.status).toBe(201)
      expect(made.json).toMatchObject({ kind: 'credit_delivered', amount: '-4', balance: '0', reference: 'tx-1' })
      expect(await undelivered()).not.toContain(id)
      expect(await balance('a-delivered')).toEqual({ USD: '0' })
    })

    it('reported alike are answered alike; reported otherwise they are a 409', async () => {
      const { id } = await credit('a-again')
      const made = await report(id, 'delivered', 'tx-2')
      const again = await report(id, 'delivered', 'tx-2')
      expect([again.status, again.json]).toEqual([200, made.json])
      const refused = await report(id, 'delivered', 'tx-3')
      expect([refused.status, refused.problem]).toEqual([409, 'delivery_conflict'])
      expect(refused.json).toMatchObject({ delivered: { reference: 'tx-2' } })
    })

    it('that came back are on the balance and the list again, and only another reference delivers them', async () => {
      const { id } = await credit('a-returned')
      await report(id, 'delivered', 'tx-8')
      const returned = await report(id, 'returned', 'bounced')
      expect(returned.status).toBe(201)
      expect(returned.json).toMatchObject({ kind: 'credit_returned', amount: '4.00000', balance: '4' })
      expect(await undelivered()).toContain(id)
      expect((await report(id, 'delivered', 'tx-8')).status).toBe(200)
      expect([await balance('a-returned'), (await undelivered()).includes(id)]).toEqual([{ USD: '4' }, true])
      expect((await report(id, 'delivered', 'tx-9')).json).toMatchObject({ balance: '0' })
      expect(await undelivered()).not.toContain(id)
    })

    it('that failed leave the balance and the list as they are', async () => {
      const { id } = await credit('a-failed')
      expect((await report(id, 'failed', 'timeout')).json).toMatchObject({ kind: 'credit_failed', amount: null })
      expect(await undelivered()).toContain(id)
      expect(await balance('a-failed')).toEqual({ USD: '4' })
      expect((await report(id, 'delivered', 'tx-4')).status).toBe(201)
    })

    it('of what was spent here already are a 409 with the balance', async () => {
      const { id } = await credit('a-spent')
      await debit('a-spent', { amount: '0.01', currency: 'USD', reference: 'o-spent' })
      const refused = await report(id, 'delivered', 'tx-5')
      expect([refused.status, refused.problem]).toEqual([409, 'insufficient_balance'])
      expect(refused.json).toMatchObject({ balance: { amount: '3.99', currency: 'USD' } })
    })

    it('of a decision that credited nothing are a 404', async () => {
      const { id } = await panel.decide(suspected('o-nothing'))
      expect((await report(id, 'delivered', 'tx-6')).problem).toBe('decision_not_found')
      expect((await report('019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e', 'delivered', 'tx')).problem).toBe(
        'decision_not_found',
      )
    })

    it('of an approved review are reported under the decision that asked for it', async () => {
      const { id } = await panel.decide(suspected('o-reviewed', { account: { id: 'a-reviewed' } }))
      await panel.post(`/v1/reviews/${id}/resolution`, { outcome: 'approve', amount: '2', note: 'fine' })
      expect(await undelivered()).toContain(id)
      expect((await report(id, 'delivered', 'tx-7')).json).toMatchObject({ amount: '-2', balance: '0' })
      expect(await undelivered()).not.toContain(id)
    })

    it('are listed oldest first, in pages', async () => {
      panel.clock.advance(hour)
      for (const account of ['a-list-1', 'a-list-2', 'a-list-3']) {
        panel.clock.advance(hour)
        await credit(account)
      }
      const credits = await panel.pages('/v1/credits/undelivered?limit=2')
      const accounts = credits.map((credited) => credited['account'])
      expect(accounts.slice(-3)).toEqual(['a-list-1', 'a-list-2', 'a-list-3'])
      expect(new Set(accounts).size).toBeGreaterThan(3)
    })
  })
})
