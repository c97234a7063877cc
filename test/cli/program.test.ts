import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { builtFile } from '../built/fresh-build.mjs'
import { projectFolder, runProgram, temporaryFile } from './run-command.ts'

const policyFile = join(projectFolder, 'test/policy/fixtures/minimal.yaml')

describe('the built program', () => {
  it('can be run by its name', () => {
    const builtProgram = builtFile('cli/main.js')
    expect(readFileSync(builtProgram, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    accessSync(builtProgram, constants.X_OK)
  })

  it('prints to standard output and ends with 0 when all is right', async () => {
    const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }
    expect(await runProgram(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('tells a fault on standard error in one line without a stack, and ends with its exit code', async () => {
    expect(await runProgram(['validate', 'absent.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: absent.yaml cannot be read: there is no such file\n',
    })
  })

  it('ends in peace when its reader closes early', async () => {
    const facts = { order: { id: 'o-1', status: 'completed' }, account: { id: 'a-1' } }
    const file = temporaryFile('facts.ndjson', `${JSON.stringify(facts)}\n`.repeat(3000))
    const { stderr } = await runProgram(['decide', policyFile, '--facts', file], (child) => {
      child.stdout?.once('data', () => child.stdout?.destroy())
    })
    expect(stderr).toBe('')
  })
})
