import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Comparison } from '../../src/decisions/comparison.ts'
import { newStoreFile, openPanel, partial } from '../http/open-panel.ts'
import { runCommand, temporaryFile } from './run-command.ts'

describe('refund-policy compare', () => {
  const file = newStoreFile()
  const store = ['--store', `sqlite:${file}`]
  const facts = temporaryFile('facts.json', JSON.stringify(partial('o-7')))
  let id = ''
  beforeAll(async () => {
    const panel = await openPanel('sqlite', file)
    id = (await panel.decide(partial('o-1'))).id
    await panel.close()
  })

  it('prints what versions make of facts, or of a stored decision', async () => {
    const { code, stdout } = await runCommand(['compare', 'active', '1', '--facts', facts, ...store])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^active \(version 1\) +approve +undelivered-part +4\.00000 USD/mu),
    ])
    const json = await runCommand(['compare', '1', '--decision', id, ...store, '--json'])
    expect(JSON.parse(json.stdout) as Comparison).toMatchObject({ decision: id, items: [{ version: 1, differs: [] }] })
  })

  it.each([
    [['7', '--facts', facts], 5],
    [['x', '--facts', facts], 2],
    [['--facts', facts], 2],
    [['1'], 2],
    [['1', '--facts', facts, '--decision', 'x'], 2],
    [['1', '--facts', temporaryFile('bad.json', '{')], 2],
  ])('with %j ends with %i', async (words, code) => {
    expect(await runCommand(['compare', ...words, ...store])).toMatchObject({ code, stdout: '' })
  })
})
