import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { projectFolder, runCommand } from './run-command.ts'

const file = join(projectFolder, 'test/policy/mutation/returns.yaml')
const text = readFileSync(file, 'utf8')

describe('mutate', () => {
  it('shows the parts that are weak, what is not noticed, and a case to paste for it', async () => {
    const { code, stdout, stderr } = await runCommand(['mutate', file])
    expect([code, stderr]).toEqual([exitCodes.ok, ''])
    expect(stdout).toMatch(/^part +faults +noticed\n/u)
    expect(stdout).toMatch(/^table share +3 +0$/mu)
    expect(stdout).toContain(`${file}:22 not noticed rule returned: days <= 14 becomes days < 14\n`)
    expect(stdout).toMatch(/^ {6}- name: "rule returned: days <= 14 becomes days < 14"\n {8}now: /mu)
    expect(stdout).toMatch(/: 9 of 20 faults are noticed \(45 percent\)\n$/u)
  })

  it('ends with 1 where fewer are noticed than wanted', async () => {
    expect((await runCommand(['mutate', '-', '--min-score', '45'], { input: text })).code).toBe(exitCodes.ok)
    expect((await runCommand(['mutate', '-', '--min-score', '45.1'], { input: text })).code).toBe(exitCodes.notRight)
    expect((await runCommand(['mutate', '-', '--min-score', '101'], { input: text })).code).toBe(exitCodes.usage)
  })

  it('prints the same as JSON', async () => {
    const { stdout } = await runCommand(['mutate', '-', '--json'], { input: text })
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, mutants: 20, killed: 9, score: 45 })
  })

  it('shows what is wrong with a text that has an error, or a case that does not hold', async () => {
    const faulty = await runCommand(['mutate', '-'], { input: text.replace('title:', 'titel:') })
    expect(faulty.code).toBe(exitCodes.notRight)
    expect(faulty.stdout).toMatch(/error unknown_key/u)
    const failing = await runCommand(['mutate', '-'], { input: text.replace('refund: "20.00" }', 'refund: "19.00" }') })
    expect(failing.code).toBe(exitCodes.notRight)
    expect(failing.stdout).toMatch(/case fails a book after a week/u)
  })
})
