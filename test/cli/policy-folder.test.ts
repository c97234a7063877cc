import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { projectFolder, runCommand, temporaryFolder } from './run-command.ts'

const whole = readFileSync(join(projectFolder, 'rules/hosting/policy.yaml'), 'utf8')

/** The hosting policy in three files: to its facts, its rules, and from the second half of the rules on. */
function split(text = whole): { readonly folder: string; readonly rules: string } {
  const folder = join(temporaryFolder(), 'hosting')
  mkdirSync(folder)
  const [rules, others] = [text.indexOf('\nrefunds:\n') + 1, text.indexOf('  - id: money-back\n')]
  writeFileSync(join(folder, '1-text-and-facts.yaml'), text.slice(0, rules))
  writeFileSync(join(folder, '2-rules.yaml'), text.slice(rules, others))
  writeFileSync(join(folder, '3-more-rules.yaml'), text.slice(others))
  writeFileSync(join(folder, 'notes.txt'), 'no part of the policy: }{')
  return { folder, rules: join(folder, '2-rules.yaml') }
}

describe('a policy as a folder', () => {
  it('is its files in the order of their names: a list may go on in the next one', async () => {
    const { folder } = split()
    const { code, stdout } = await runCommand(['test', folder])
    expect(code).toBe(exitCodes.ok)
    expect(stdout).toMatch(/hosting: 51 passed, 0 failed/u)
  })

  it('has its faults where they stand, in the file and the line there', async () => {
    const { folder, rules } = split(whole.replace('value: not_provided }', 'value: not_provded }'))
    const line =
      readFileSync(rules, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('not_provded')) + 1
    const text = await runCommand(['validate', folder])
    expect(text.code).toBe(exitCodes.notRight)
    expect(text.stdout).toMatch(new RegExp(`^${rules}:${line}:\\d+ error `, 'u'))
    const json = await runCommand(['validate', folder, '--json'])
    expect(JSON.parse(json.stdout).diagnostics[0]).toMatchObject({ file: rules, line })
  })

  it('has its failing cases there, too', async () => {
    const { folder, rules } = split(whole.replace('refund: "132.00"', 'refund: "133.00"'))
    const { stdout } = await runCommand(['test', folder])
    expect(stdout).toMatch(new RegExp(`^${rules}:\\d+:\\d+ case fails `, 'mu'))
  })

  it('is published as one text', async () => {
    const { folder } = split()
    const store = `sqlite:${join(temporaryFolder(), 'refunds.db')}`
    expect((await runCommand(['publish', folder, '--expect', 'new', '--store', store])).code).toBe(exitCodes.ok)
    expect((await runCommand(['show', 'active', '--policy', 'hosting', '--store', store])).stdout).toBe(whole)
  })

  it('without a file *.yaml is wrong use', async () => {
    const { code, stderr } = await runCommand(['validate', temporaryFolder()])
    expect([code, stderr]).toEqual([exitCodes.usage, expect.stringContaining('holds no file *.yaml')])
  })
})
