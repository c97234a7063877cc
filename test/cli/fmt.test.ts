import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { runCommand, temporaryFile } from './run-command.ts'

const loose = '# a shop\nname:    shop     # its name\n'
const neat = '# a shop\nname: shop # its name\n'

describe('fmt', () => {
  it('writes a file in place, and leaves one alone that is in form', async () => {
    const file = temporaryFile('policy.yaml', loose)
    expect(await runCommand(['fmt', file])).toEqual({
      code: exitCodes.ok,
      stdout: `${file}: was formatted\n`,
      stderr: '',
    })
    expect(readFileSync(file, 'utf8')).toBe(neat)
    expect((await runCommand(['fmt', file])).stdout).toBe(`${file}: is formatted\n`)
  })

  it('prints what comes from standard input', async () => {
    expect((await runCommand(['fmt', '-'], { input: loose })).stdout).toBe(neat)
  })

  it('only says under --check whether a file is in form', async () => {
    const file = temporaryFile('policy.yaml', loose)
    const { code, stdout } = await runCommand(['fmt', file, '--check'])
    expect([code, stdout, readFileSync(file, 'utf8')]).toEqual([
      exitCodes.notRight,
      `${file}: is not formatted\n`,
      loose,
    ])
    expect((await runCommand(['fmt', '-', '--check', '--json'], { input: neat })).code).toBe(exitCodes.ok)
  })

  it('shows what is no YAML, and writes nothing', async () => {
    const file = temporaryFile('policy.yaml', 'name: [shop\n')
    const { code, stdout } = await runCommand(['fmt', file])
    expect([code, readFileSync(file, 'utf8')]).toEqual([exitCodes.notRight, 'name: [shop\n'])
    expect(stdout).toMatch(/error /u)
  })
})
