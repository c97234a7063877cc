import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { projectFolder, runCommand, temporaryFile } from './run-command.ts'

const policyFile = join(projectFolder, 'test/policy/fixtures/minimal.yaml')
const policyText = readFileSync(policyFile, 'utf8')
const shippedFile = join(projectFolder, 'rules/smm-panel/policy.yaml')

/** The policy with an unknown key, an unknown fact and a warning-free rest. */
const faultyText = policyText
  .replace('title: Refund policy', 'titel: Refund policy')
  .replace('fact: undelivered,', 'fact: undeliverd,')
const failingText = policyText.replace('refund: "1.00"', 'refund: "2.00"')

function order(id: string, remains: number | string | null): object {
  return {
    order: { id, status: 'partial', quantity: 1000, remains, charge: '0.27819', currency: 'USD' },
    account: { id: 'a-1' },
  }
}

describe('the command line', () => {
  it('lists its commands and exit codes under --help', async () => {
    const { code, stdout, stderr } = await runCommand(['--help'])
    expect([code, stderr]).toEqual([0, ''])
    for (const command of ['serve', 'validate', 'test', 'decide', 'publish', 'versions', 'show', 'keys']) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    }
    for (const exitCode of Object.values(exitCodes)) expect(stdout).toMatch(new RegExp(`^ +${exitCode}  \\w`, 'm'))
  })

  it.each([
    ['no command', []],
    ['an unknown command', ['refund']],
    ['an unknown option', ['validate', policyFile, '--quick']],
    ['a missing argument', ['validate']],
    ['a missing option', ['decide', policyFile]],
    ['a file that is not there', ['validate', 'absent.yaml']],
    ['a folder for a file', ['validate', '.']],
    ['facts that are no JSON', ['decide', policyFile, '--facts', policyFile]],
    ['bulk facts that are not there', ['decide', policyFile, '--facts', 'absent.ndjson']],
    [
      'a history that is no object',
      ['decide', policyFile, '--facts', '-', '--history', temporaryFile('list.json', '[1]')],
    ],
    [
      'a review level without a policy',
      ['keys', 'create', '--name', 'n', '--role', 'review', '--review-level', 'manager'],
    ],
    ['an instant that is none', ['decide', policyFile, '--facts', '-', '--at', 'yesterday']],
    ['a version that is none', ['show', 'newest']],
    ['an unknown role', ['keys', 'create', '--name', 'n', '--role', 'king']],
  ])('ends with 2 and no stack for %s', async (_, words) => {
    const { code, stdout, stderr } = await runCommand(words)
    expect([code, stdout]).toEqual([exitCodes.usage, ''])
    expect(stderr).not.toBe('')
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('says under --json what is wrong use as JSON, too', async () => {
    const { code, stderr } = await runCommand(['validate', '--json'])
    expect(code).toBe(exitCodes.usage)
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'usage', detail: "missing required argument 'file'" } })
  })

  it('says under --json what went wrong as JSON', async () => {
    const { stderr } = await runCommand(['validate', 'absent.yaml', '--json'])
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'usage', detail: 'absent.yaml cannot be read: there is no such file' },
    })
  })
})

describe('validate', () => {
  it('ends with 0 for a shipped policy', async () => {
    const { code, stdout } = await runCommand(['validate', shippedFile])
    expect(stdout).toContain(`${shippedFile}: valid (0 errors`)
    expect(code).toBe(0)
  })

  it('lists every fault as file:line:column with its code and how to mend it, and ends with 1', async () => {
    const file = temporaryFile('faulty.yaml', faultyText)
    const { code, stdout: printed } = await runCommand(['validate', file])
    const stdout = printed.replaceAll(file, 'faulty.yaml')
    expect(code).toBe(1)
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^faulty\.yaml:2:1 error unknown_key .*"titel".*Did you mean "title"\?$/)
    expect(lines[1]).toMatch(/^ {4}\S/)
    const misspelt = faultyText.split('\n').findIndex((line) => line.includes('undeliverd')) + 1
    expect(stdout).toMatch(new RegExp(`^faulty\\.yaml:${misspelt}:\\d+ error `, 'm'))
    expect(lines.at(-3)).toMatch(/^faulty\.yaml: not valid \(\d+ errors, 0 warnings\)$/)
    expect(lines.at(-2)).toBe('What a fault means, with an example: refund-policy explain unknown_key')
  })

  it('prints the diagnostics as JSON under --json, before or after the command', async () => {
    const before = await runCommand(['--json', 'validate', '-'], { input: faultyText })
    const after = await runCommand(['validate', '-', '--json'], { input: faultyText })
    expect(after).toEqual(before)
    expect(JSON.parse(before.stdout)).toMatchObject({
      file: '-',
      valid: false,
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ line: 2, column: 1, severity: 'error' }),
      ]) as unknown,
    })
  })

  it('colours nothing where nobody watches', async () => {
    const { stdout } = await runCommand(['validate', '-'], { input: faultyText })
    expect(stdout).not.toContain('\u001b')
  })
})

describe('explain', () => {
  it('says what a fault means, with its place marked, and how to mend it', async () => {
    const { code, stdout, stderr } = await runCommand(['explain', 'nested_fact'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^nested_fact\n\n {2}\w.*\n\nwrong\n {2}facts:\n {4}order\.days\.business: .*\n {4}\^\n/su)
    expect(stdout).toContain('\nhow to mend it\n')
    expect(stdout).toContain('\nright\n')
  })

  it('prints the example as a whole policy, which validate refuses, and the mended one, which it takes', async () => {
    const wrong = await runCommand(['explain', 'nested_fact', '--wrong'])
    const right = await runCommand(['explain', 'nested_fact', '--right'])
    const refused = await runCommand(['validate', '-'], { input: wrong.stdout })
    const taken = await runCommand(['validate', '-'], { input: right.stdout })
    expect([refused.code, taken.code]).toEqual([1, 0])
    expect(refused.stdout).toContain('error nested_fact')
  })

  it('prints a page and the list of codes as JSON under --json', async () => {
    const page = JSON.parse((await runCommand(['explain', 'nested_fact', '--json'])).stdout) as object
    expect(page).toMatchObject({ code: 'nested_fact', wrong: { line: 14, column: 3 } })
    const list = JSON.parse((await runCommand(['explain', '--json'])).stdout) as { codes: string[] }[]
    expect(list.flatMap(({ codes }) => codes)).toContain('nested_fact')
  })

  it('lists all codes without one', async () => {
    expect((await runCommand(['explain'])).stdout).toMatch(/^Facts and history\n(?: {2}.*\n)* {2}nested_fact +\w/mu)
  })

  it('offers the code that is meant', async () => {
    const { code, stderr } = await runCommand(['explain', 'nested_facts'])
    expect([code, stderr]).toEqual([
      exitCodes.usage,
      'error: there is no fault with the code nested_facts: did you mean nested_fact?\n',
    ])
  })
})

describe('test', () => {
  it('runs the cases of a policy and ends with 0 when all hold', async () => {
    const { code, stdout } = await runCommand(['test', policyFile])
    expect(stdout).toContain('4 passed, 0 failed')
    expect(code).toBe(0)
  })

  it('shows where a failing case stands and what came out instead, and ends with 1', async () => {
    const { code, stdout } = await runCommand(['test', '-'], { input: failingText })
    expect(code).toBe(1)
    const line = failingText.split('\n').findIndex((text) => text.includes('name: a tenth is missing')) + 1
    expect(stdout).toMatch(new RegExp(`^-:${line}:\\d+ case fails a tenth is missing`, 'm'))
    expect(stdout).toMatch(/refund: expected .*2\.00.*, got .*1\.00/)
    expect(stdout).toContain('3 passed, 1 failed')
    expect(stdout).toContain('    decided: approve, refund 1.00, rule undelivered-part, reason undelivered_part\n')
    expect(stdout).toContain('    rules tried: many-claims false, undelivered-part true\n')
    expect(stdout).toContain('    refund: prorate(order.charge, undelivered, order.quantity) = 1\n')
    expect(stdout).toMatch(/^ {4}with: .*order\.charge = 10, .*undelivered = 100$/m)
  })

  it('prints every case as JSON under --json', async () => {
    const { code, stdout } = await runCommand(['test', '-', '--json'], { input: failingText })
    expect(code).toBe(1)
    const { cases, passed, failed } = JSON.parse(stdout) as { cases: unknown[]; passed: number; failed: number }
    expect([cases.length, passed, failed]).toEqual([4, 3, 1])
    expect(cases).toContainEqual(
      expect.objectContaining({
        decided: expect.objectContaining({
          outcome: 'approve',
          rule: 'undelivered-part',
          why: expect.objectContaining({ missing_facts: [], refund: expect.objectContaining({ exact: '1' }) }),
        }),
      }),
    )
  })

  it('runs no case of a policy with faults', async () => {
    const { code, stdout } = await runCommand(['test', '-'], { input: faultyText })
    expect(code).toBe(1)
    expect(stdout).toContain('not valid, no case was run')
  })
})

describe('decide', () => {
  it('prints decision and explanation', async () => {
    const { code, stdout, stderr } = await runCommand(['decide', policyFile, '--facts', '-'], {
      input: JSON.stringify(order('o-1', 157)),
    })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('outcome  approve\n')
    expect(stdout).toContain('refund   0.04 USD by balance_credit (entitled to 0.04, already credited 0.00)\n')
    expect(stdout).toContain('rule     undelivered-part\n')
    expect(stdout).toContain('+ undelivered-part (clause 2)')
    expect(stdout).toContain('order.status is "partial", equal "partial"')
    expect(stdout).toContain('prorate(order.charge, undelivered, order.quantity) = 0.04367583')
    expect(stdout).toContain('undelivered = 157')
  })

  it('prints decision and trace as one JSON document under --json', async () => {
    const { stdout } = await runCommand(['decide', policyFile, '--facts', '-', '--json'], {
      input: JSON.stringify(order('o-1', null)),
    })
    expect(JSON.parse(stdout)).toMatchObject({
      decision: {
        outcome: 'review',
        reason_code: 'missing_fact',
        review: { missing_facts: ['order.remains'] },
        policy: { name: 'minimal', version: 0 },
        order: 'o-1',
      },
      trace: { rules: expect.any(Array) as unknown },
    })
  })

  it('decides by a policy whose own cases do not hold', async () => {
    const file = temporaryFile('failing.yaml', failingText)
    const input = JSON.stringify(order('o-1', 157))
    expect((await runCommand(['decide', file, '--facts', '-'], { input })).code).toBe(0)
  })

  it.each([
    ['with the whole name', { 'history.claims_30d': 10 }],
    ['nested', { history: { claims_30d: 10 } }],
    ['without history in front', { claims_30d: 10 }],
  ])('decides on a history that is told, %s', async (_, history) => {
    const told = temporaryFile('history.json', JSON.stringify(history))
    const input = JSON.stringify(order('o-1', 157))
    const { stdout } = await runCommand(['decide', policyFile, '--facts', '-', '--history', told, '--json'], { input })
    expect(JSON.parse(stdout)).toMatchObject({ decision: { outcome: 'review', rule: 'many-claims' } })
    const { stdout: untold } = await runCommand(['decide', policyFile, '--facts', '-', '--json'], { input })
    expect(JSON.parse(untold)).toMatchObject({ decision: { outcome: 'approve', rule: 'undelivered-part' } })
  })

  it('takes off what the order is told to have got', async () => {
    const credited = { type: 'decimal', from: 'history', state: 'credited' }
    const text = policyText.replace('\nfacts:\n', `\nfacts:\n  history.credited: ${JSON.stringify(credited)}\n`)
    const file = temporaryFile('credited.yaml', text)
    const told = temporaryFile('history.json', JSON.stringify({ credited: '0.03' }))
    const input = JSON.stringify(order('o-1', 157))
    const { stdout } = await runCommand(['decide', file, '--facts', '-', '--history', told, '--json'], { input })
    expect(JSON.parse(stdout)).toMatchObject({ decision: { refund: { amount: '0.01', already_credited: '0.03' } } })
  })

  it.each([
    ['a name that is no history fact', { claims_90d: 10 }, 'claims_90d is no history fact of this policy'],
    ['a value of another type', { claims_30d: 'many' }, 'history.claims_30d'],
  ])('refuses a history with %s', async (_, history, named) => {
    const told = temporaryFile('history.json', JSON.stringify(history))
    const { code, stderr } = await runCommand(['decide', policyFile, '--facts', '-', '--history', told], {
      input: JSON.stringify(order('o-1', 157)),
    })
    expect(code).toBe(exitCodes.notRight)
    expect(stderr).toContain(named)
  })

  it('decides as of another time', async () => {
    const { stdout } = await runCommand(
      ['decide', policyFile, '--facts', '-', '--json', '--at', '2026-01-31T12:00:00+02:00'],
      { input: JSON.stringify(order('o-1', 157)) },
    )
    expect(JSON.parse(stdout)).toMatchObject({ decision: { decided_at: '2026-01-31T10:00:00.000Z' } })
  })

  it('names every wrong fact and ends with 1', async () => {
    const { code, stderr } = await runCommand(['decide', policyFile, '--facts', '-', '--json'], {
      input: JSON.stringify({ order: { id: 'o-1', status: 'Partial', colour: 'red' }, account: { id: 'a-1' } }),
    })
    expect(code).toBe(1)
    expect(stderr).toContain('order.status')
    expect(stderr).toContain('order.colour')
  })

  it('names every wrong fact to a person, too', async () => {
    const { code, stderr } = await runCommand(['decide', policyFile, '--facts', '-'], {
      input: JSON.stringify({ order: { id: 'o-1', status: 'Partial' }, account: { id: 'a-1' } }),
    })
    expect(code).toBe(1)
    expect(stderr).toContain('order.status')
  })

  it('refuses a policy with faults, showing them, and ends with 1', async () => {
    const file = temporaryFile('faulty.yaml', faultyText)
    const { code, stderr } = await runCommand(['decide', file, '--facts', '-'], { input: '{}' })
    expect(code).toBe(1)
    expect(stderr).toContain(`${file}:2:1 error`)
  })

  it('decides every line of an .ndjson by itself and in order, and ends with 1 when one is refused', async () => {
    const lines = [order('o-1', 157), order('o-1', 157), order('o-2', '+50'), order('o-3', 0)]
    const file = temporaryFile(
      'facts.ndjson',
      `${lines.map((line) => JSON.stringify(line)).join('\r\n')}\n\nnonsense\n`,
    )
    const { code, stdout, stderr } = await runCommand(['decide', policyFile, '--facts', file])
    expect([code, stderr]).toEqual([1, ''])
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(answers).toMatchObject([
      { order: 'o-1', outcome: 'approve', refund: { amount: '0.04' } },
      { order: 'o-1', outcome: 'approve', refund: { amount: '0.04' } },
      { line: 3, error: { code: 'invalid_facts' } },
      { order: 'o-3', outcome: 'deny' },
      { line: 6, error: { code: 'invalid_request' } },
    ])
  })

  it('decides many from standard input under --ndjson', async () => {
    const input = `${JSON.stringify(order('o-1', 157))}\n`.repeat(500)
    const { code, stdout } = await runCommand(['decide', policyFile, '--facts', '-', '--ndjson'], { input })
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(500)
  })
})
