import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { openConnection } from '../../src/storage/sqlite/connection.ts'
import { openPanel, partial } from '../http/open-panel.ts'
import { type CommandResult, runCommand, temporaryFolder } from './run-command.ts'

it('a checkpoint kept elsewhere shows what was cut off, and is proved to be extended by later ones', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'refunds.db')
  const at = (name: string): string => join(folder, name)
  const run = (...words: string[]): Promise<CommandResult> =>
    runCommand(words, { environment: { STORE_URL: `sqlite:${file}` } })
  const decide = async (...orders: readonly string[]): Promise<void> => {
    const panel = await openPanel('sqlite', file)
    for (const order of orders) await panel.decide(partial(order, { account: { id: order } }))
    await panel.close()
  }
  await decide('o-1', 'o-2')

  const made = await run('checkpoint', 'new-key', '--name', 'refunds.example.com', '--secret-to', at('key'))
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^refunds\.example\.com\+[0-9a-f]{8}\+A.{43}\n$/u),
  })
  writeFileSync(at('pub'), made.stdout)
  expect((await run('checkpoint', 'new-key', '--name', 'x', '--secret-to', at('key'))).code).toBe(2)
  expect((await run('checkpoint', 'new-key', '--name', 'x y', '--secret-to', at('other'))).code).toBe(2)

  expect((await run('checkpoint')).stderr).toContain('--key is missing')
  const written = await run('checkpoint', '--key', at('key'), '--out', at('first'))
  expect(written).toMatchObject({ code: 0, stdout: `${at('first')}: a checkpoint of 4 numbers\n`, stderr: '' })
  expect((await run('checkpoint', '--key', at('key'), '--out', at('first'))).code).toBe(2)
  expect((await run('verify', '--against', at('first'), '--key', at('pub'))).code).toBe(0)
  expect((await run('verify', '--against', at('first'))).stderr).toContain('who signed')
  expect((await run('verify', '--against', at('first'), '--account', 'o-1')).code).toBe(2)

  await decide('o-3')
  await run('checkpoint', '--key', at('key'), '--since', at('first'), '--out', at('extension'))
  const extend = ['checkpoint', 'extends', at('extension'), '--older', at('first'), '--key', made.stdout.trim()]
  expect(await run(...extend)).toMatchObject({ code: 0, stdout: `${at('extension')} extends ${at('first')}\n` })
  writeFileSync(at('extension'), readFileSync(at('extension'), 'utf8').replace('accounts 3', 'accounts 2'))
  expect((await run(...extend)).code).toBe(1)

  const connection = await openConnection(file)
  connection.execute("DELETE FROM entry WHERE account IN ('o-2', 'o-3')")
  connection.close()
  const cut = await run('verify', '--against', at('first'), '--key', at('pub'))
  expect(cut.code).toBe(1)
  expect(cut.stdout).toContain('fault checkpoint_cut: the checkpoint of 4 numbers: the feed ends with number 3')
  expect(cut.stdout).toContain('of 2 accounts 1 are gone with all their entries')

  writeFileSync(at('forged'), readFileSync(at('first'), 'utf8').replace('accounts 2', 'accounts 1'))
  const forged = await run('verify', '--against', at('forged'), '--key', at('pub'))
  expect(forged).toMatchObject({ code: 2, stderr: expect.stringContaining('its signature is not one of the key') })
})

it('a receipt that is none is named, and ends with 1', async () => {
  const file = join(temporaryFolder(), 'receipt.json')
  writeFileSync(file, '{"a":1}')
  const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  expect(await runCommand(['receipt', 'verify', file, '--key', key])).toMatchObject({
    code: 1,
    stdout: `fault: the form of ${file}: it has not the parts of a receipt of this service\n`,
  })
  expect((await runCommand(['receipt', 'verify', file, '--key', file])).code).toBe(2)
})
