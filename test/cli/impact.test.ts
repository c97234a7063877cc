import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Impact } from '../../src/decisions/impact.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { newStoreFile, openPanel, partial } from '../http/open-panel.ts'
import { runCommand, temporaryFile } from './run-command.ts'

/** Pays the whole charge where the shipped policy pays the part that is missing. */
const generous = shippedPolicy.replace(
  'refund: prorate(order.charge, undelivered, order.quantity)',
  'refund: order.charge',
)

describe('refund-policy impact', () => {
  const file = newStoreFile()
  const store = ['--store', `sqlite:${file}`]
  const text = temporaryFile('generous.yaml', generous)
  beforeAll(async () => {
    const panel = await openPanel('sqlite', file)
    for (const order of ['o-1', 'o-1', 'o-2']) await panel.decide(partial(order))
    await panel.decide(partial('o-3', { account: { id: 'a-2' } }))
    await panel.close()
  })

  it('prints what a text would have made of recorded decisions: all of it, or the JSON', async () => {
    const { code, stdout, stderr } = await runCommand(['impact', text, ...store])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('smm-panel by this text: 4 decisions, 2026-03-01T12:00:00.000Z')
    expect(stdout).toContain('4 flip (100.00 %), 0 are unchanged')
    expect(stdout).toMatch(/^USD +12 +30 +\+18 +\+18$/mu)
    expect(stdout).toMatch(/^undelivered-part +12 USD +30 USD +\+18$/mu)
    const json = await runCommand(['impact', text, ...store, '--json', '--account', 'a-2', '--top', '1'])
    expect(JSON.parse(json.stdout) as Impact).toMatchObject({
      version: null,
      decisions: 1,
      account: 'a-2',
      largest: [{ order: 'o-3', account: 'a-2', extra: '6' }],
    })
  })

  it('is nothing for the version that decided, whatever share of the accounts is looked at', async () => {
    const whole = await runCommand(['impact', 'smm-panel@1', ...store, '--sample', '1.0', '--seed', '7'])
    expect([whole.code, whole.stdout]).toEqual([0, expect.stringContaining('version 1: 4 decisions of 100.00 %')])
    expect(whole.stdout).toContain('0 flip (0.00 %), 4 are unchanged\n')
  })

  it.each([
    [['smm-panel@7'], 5],
    [[text, '--sample', '1.5'], 2],
    [[text, '--sample', '0'], 2],
    [[text, '--from', 'yesterday'], 2],
    [[temporaryFile('bad.yaml', 'name: x')], 1],
  ])('with %j ends with %i', async (words, code) => {
    expect(await runCommand(['impact', ...words, ...store])).toMatchObject({ code, stdout: '' })
  })
})
