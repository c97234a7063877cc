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

/** What the tour sends back: booking, category, price, and how many days before the event. */
const returns = [...readme.matchAll(/'(b-\d) (standard|flexible) ([\d.]+) ([\d.]+)'/gu)].map((found) => {
  const [, , category = '', price = '', days = ''] = found
  return { category, cents: Number(price.replace('.', '')), days: Math.floor(Number(days)) }
})
/** Percent of the price by the shares that the policy's page shows, counted by hand. */
const shares = { standard: [90, 50, 25], flexible: [100, 100, 75] }

function paidCents(lastDay: number): number {
  const paid = returns.map(({ category, cents, days }) => {
    const [early = 0, inTime = 0, late = 0] = category === 'flexible' ? shares.flexible : shares.standard
    return (cents * (days >= 30 ? early : days >= 14 ? inTime : days >= lastDay ? late : 0)) / 100
  })
  return paid.reduce((sum, amount) => sum + amount, 0)
}

/** The tour: the money of the impact as counted here, the failing case, the refused publish, and what page and feed say then. */
function expectTour(output: string): void {
  expect(returns).toHaveLength(3)
  const [before, after] = [paidCents(7), paidCents(8)].map((cents) => cents / 100)
  const [, ...told] = /^EUR +(\S+) +(\S+) +(\S+) /mu.exec(output) ?? []
  expect(told.map(Number)).toEqual([before, after, (after ?? 0) - (before ?? 0)])
  expect(output).toMatch(/proved: nothing else changes/u)
  expect(output).toMatch(/a late return of a flexible ticket/u)
  expect(output).toMatch(/require_proofs allows no error [^]* For example \{.*service_fee":"-.* -> approve/u)
  expect(output).toMatch(/event-tickets: version 2 is published/u)
  expect(output).toMatch(/until 8 days before/u)
  expect(output).toMatch(/event-tickets\/versions\/2/u)
  expect(output).toMatch(/event-tickets: version 3 is published/u)
}

describe('README.md', () => {
  it('has commands that work, in their order, and show what it says', async () => {
    const { folder, path } = workingFolder()
    const { url } = await startService({ folder, environment: { ADMIN_KEY: adminKey, REQUEST_DEADLINE_MS: '60000' } })
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
    expectTour(outputs.join('\n'))
    expect(outputs.at(-1)).toMatch(/^[1-9]\d* accounts[^]*no fault was found/)
  }, 300_000)
})
