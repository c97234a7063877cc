import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from '@jest/globals'
import { builtFile } from '../built/fresh-build.mjs'
import { adminKey, projectFolder, startService, stopServices, temporaryFolder } from './service-process.ts'

afterEach(stopServices)

interface Block {
  readonly language: string
  readonly text: string
}

const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8')
const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', body = '']) => ({
    language,
    text: body,
  }),
)

/** The commands of the first screen are this very test run, and the start that the test makes itself. */
const isFirstScreen = ({ text: body }: Block): boolean => body.includes('npm ci')
const blockEnd = '--- end of block ---'

/** A folder like the project's, with programs named curl and npx that need neither. */
function workingFolder(): { readonly folder: string; readonly path: string } {
  const folder = temporaryFolder()
  for (const name of ['rules', 'config']) symlinkSync(join(projectFolder, name), join(folder, name))
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  const program = (name: string, script: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(programs, name), 0o755)
  }
  program('curl', `exec "${process.execPath}" "${join(projectFolder, 'test/service/curl.mjs')}" "$@"`)
  program('npx', `shift; exec "${process.execPath}" "${builtFile('cli/main.js')}" "$@"`)
  return { folder, path: `${programs}:${process.env['PATH'] ?? ''}` }
}

/** The names in a JSON value, at every depth; of a list those of its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
}

describe('README.md', () => {
  it('has commands that work, in their order, and show what it says', async () => {
    const { folder, path } = workingFolder()
    const { url } = await startService({ folder, environment: { ADMIN_KEY: adminKey } })
    const commands = blocks.filter((block) => block.language === 'sh' && !isFirstScreen(block))
    expect(commands.length).toBeGreaterThan(4)
    const script = commands.map(({ text: body }) => `${body}\necho\necho '${blockEnd}'\n`).join('')
    const shell = spawn('sh', ['-eu'], { cwd: folder, env: { PATH: path }, stdio: ['pipe', 'pipe', 'pipe'] })
    shell.stdin.end(script.replaceAll('http://127.0.0.1:8080', url).replace('the key that was printed', adminKey))
    const [stdout, stderr] = await Promise.all([text(shell.stdout), text(shell.stderr)])
    const outputs = stdout.split(`\n${blockEnd}\n`).slice(0, -1)
    // The first block without an output is the one that failed.
    expect({ failed: commands[outputs.length]?.text ?? null, stderr }).toEqual({ failed: null, stderr: '' })
    for (const [index, command] of commands.entries()) {
      const next = blocks[blocks.indexOf(command) + 1]
      if (next?.language !== 'json') continue
      expect(shapeOf(JSON.parse(outputs[index] ?? ''))).toEqual(shapeOf(JSON.parse(next.text)))
    }
    expect(outputs.join('')).toContain('0.04368')
    expect(outputs.at(-1)).toMatch(/^[1-9]\d* accounts[^]*no fault was found/)
  }, 180_000)
})
