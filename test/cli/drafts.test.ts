import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { type CommandResult, projectFolder, runCommand, temporaryFile, temporaryFolder } from './run-command.ts'

const firstText = readFileSync(join(projectFolder, 'test/policy/fixtures/minimal.yaml'), 'utf8')
const secondText = firstText.replace('Somebody looks at repeated claims.', 'A person looks at repeated claims.')
const thirdText = firstText.replace('Somebody looks at repeated claims.', 'We look at repeated claims.')

function openStore(): (words: readonly string[], input?: string) => Promise<CommandResult> {
  const environment = { STORE_URL: `sqlite:${join(temporaryFolder(), 'refunds.db')}`, DEFAULT_POLICY: 'minimal' }
  return (words, input = '') => runCommand(words, { input, environment })
}

it('two persons take a draft to a version; what is missing is told with 4', async () => {
  const run = openStore()
  await run(['publish', '-', '--expect', 'new'], firstText)
  const set = await run(['release', 'set', '--expect', '0', '--four-eyes', 'on', '--author', 'ada'])
  expect(set.stdout).toMatch(/^minimal: four eyes are set \(revision 1\)\nno publish gate\nset by ada at /u)
  const direct = await run(['publish', '-', '--expect', '1'], secondText)
  expect([direct.code, direct.stderr]).toEqual([4, expect.stringContaining('refund-policy draft new')])
  const made = await run(
    ['draft', 'new', '--file', '-', '--author', 'anna', '--reason', 'Clearer', '--json'],
    secondText,
  )
  const { id, sha256 } = JSON.parse(made.stdout) as { readonly id: string; readonly sha256: string }
  expect((await run(['draft', 'list'])).stdout).toMatch(new RegExp(`^${id}  open   1         1     anna `, 'mu'))
  expect((await run(['draft', 'show', id])).stdout).toMatch(
    /reason: Clearer\n[^]*not yet: Four eyes are set, and nobody but its writers/u,
  )
  expect((await run(['draft', 'approve', id, '--sha256', sha256, '--author', 'anna'])).code).toBe(4)
  await run(['draft', 'comment', id, 'Good.', '--author', 'bert'])
  const approved = await run(['draft', 'approve', id, '--sha256', sha256, '--author', 'bert'])
  expect(approved.stdout).toMatch(/approved by bert\nbert at \S+: Good\.\n/u)
  expect((await run(['draft', 'publish', id, '--expect', '1', '--author', 'bert'])).code).toBe(4)
  const published = await run(['draft', 'publish', id, '--expect', '3', '--author', 'bert'])
  expect([published.code, published.stdout]).toEqual([0, 'minimal: version 2 is published and decides from now on\n'])
  expect((await run(['draft', 'show', 'x'])).code).toBe(5)
  const verified = await run(['verify'])
  expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('2 policy versions, 1 draft and')])
})

it('a draft is written, given a time, left without one, and discarded', async () => {
  const run = openStore()
  await run(['publish', '-', '--expect', 'new'], firstText)
  const { id } = JSON.parse((await run(['draft', 'new', '--json'])).stdout) as { readonly id: string }
  const broken = await run(['draft', 'edit', id, '-', '--expect', '1'], firstText.replace('title:', 'titel:'))
  expect([broken.code, broken.stderr]).toEqual([0, expect.stringMatching(/^draft \S+:2:1 error /u)])
  await run(['draft', 'edit', id, '-', '--expect', '2'], secondText)
  const due = await run(['draft', 'schedule', id, '2999-01-01T00:00:00+01:00', '--expect', '3'])
  expect(due.stdout).toContain('due at 2998-12-31T23:00:00.000Z, as command-line said')
  expect((await run(['draft', 'unschedule', id])).stdout).not.toContain('due at')
  expect((await run(['draft', 'discard', id, '--expect', '5'])).stdout).toContain('revision 6, discarded')
})

it('texts are compared in the terms of the policy: files, and versions of the store', async () => {
  const run = openStore()
  await run(['publish', '-', '--expect', 'new'], firstText)
  const file = temporaryFile('second.yaml', secondText)
  const { code, stdout } = await run(['diff', 'minimal@1', file])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^clause "\S+": text was Somebody .*, is A person .*\n\n--- minimal@1\n\+\+\+ .*second\.yaml\n@@ /u,
  )
  const { stdout: json } = await run(['diff', 'minimal@1', '-', '--json'], firstText)
  expect(JSON.parse(json)).toEqual({ mine: { changes: [], unified: '' }, theirs: null, merged: null })
  expect((await run(['diff', 'minimal@2', file])).code).toBe(5)
  const { stdout: made } = await run(['draft', 'new', '--file', '-', '--json'], thirdText)
  await run(['publish', file, '--expect', '1'])
  const { id } = JSON.parse(made) as { readonly id: string }
  const stale = await run(['draft', 'diff', id])
  expect(stale.stdout).toMatch(
    /Published since it was made:\n[^]*Both in one text, some lines were changed on both sides:/u,
  )
})
