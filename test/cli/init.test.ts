import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { formatText } from '../../src/policy/document/format-text.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

const newFile = (): string => join(temporaryFolder(), 'policy.yaml')

describe('init', () => {
  it('asks, takes what stands in brackets for an empty line, and writes a policy without fault whose cases hold', async () => {
    const file = newFile()
    const input = 'corner-shop\n\nshop@corner.example\nEurope/Berlin\n0\n30\n25\n'
    const { code, stdout, stderr } = await runCommand(['init', file], { input })
    expect([code, stdout]).toEqual([0, expect.stringContaining('Its 6 cases hold')])
    expect(stderr).toMatch(/Days after the delivery for a return \[14\]: It has to be a whole number from 1 to 3650/u)
    expect(readFileSync(file, 'utf8')).toMatch(/^name: corner-shop\ntitle: "Refunds"$/mu)
    expect(await runCommand(['lint', file])).toMatchObject({ code: 0 })
    expect(await runCommand(['fmt', '--check', file])).toMatchObject({ code: 0 })
    expect(await runCommand(['test', file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('6 passed, 0 failed'),
    })
  })

  it('begins with a shipped policy under another name', async () => {
    const file = newFile()
    expect(await runCommand(['init', file, '--from', 'event-tickets', '--name', 'circus'])).toMatchObject({ code: 0 })
    const shipped = readFileSync('rules/event-tickets/policy.yaml', 'utf8')
    expect(readFileSync(file, 'utf8')).toBe(formatText(shipped.replace('name: event-tickets', 'name: circus')))
  })

  it('overwrites nothing, and writes nothing where an answer is missing or the example does not ship', async () => {
    const file = newFile()
    expect(await runCommand(['init', file], { input: 'shop\n' })).toMatchObject({ code: 2 })
    expect(await runCommand(['init', file, '--from', 'nobody'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('smm-panel'),
    })
    expect(existsSync(file)).toBe(false)
    await runCommand(['init', file, '--from', 'tuition'])
    expect(await runCommand(['init', file, '--from', 'tuition'])).toMatchObject({ code: 2 })
  })
})

it('lint fails for a warning, which validate lets pass', async () => {
  const input = readFileSync('rules/tuition/policy.yaml', 'utf8').replace(
    /^constants:$/mu,
    'constants:\n  nobody_reads_it: 3',
  )
  expect(await runCommand(['validate', '-'], { input })).toMatchObject({ code: 0 })
  expect(await runCommand(['lint', '-'], { input })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('1 warning'),
  })
})
