import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { openApiDocument } from '../../src/http/openapi/open-api-document.ts'
import { runCommand } from '../cli/run-command.ts'
import { projectFolder } from '../service/service-process.ts'

interface Job {
  readonly if: string
  readonly permissions: object
  readonly env: Readonly<Record<string, string>>
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}

const text = readFileSync(join(projectFolder, 'config/deploy/policy-workflow.yaml'), 'utf8')
const workflow = parse(text) as {
  readonly on: object
  readonly permissions: object
  readonly jobs: Record<string, Job>
}
const jobs = Object.values(workflow.jobs)
const scripts = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))

describe('config/deploy/policy-workflow.yaml', () => {
  it('checks on a pull request and publishes on a merge, with no more rights than that', () => {
    expect(workflow.on).toEqual({
      pull_request: { paths: ['policy.yaml'] },
      push: { branches: ['main'], paths: ['policy.yaml'] },
    })
    expect(workflow.permissions).toEqual({})
    expect(jobs.map(({ permissions }) => permissions)).toEqual([
      { contents: 'read', 'pull-requests': 'write' },
      { contents: 'read' },
    ])
  })

  it('names a release of every action', () => {
    const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []))
    expect(actions.length).toBeGreaterThan(0)
    expect(actions.filter((action) => !/^actions\/[a-z-]+@v\d+$/u.test(action))).toEqual([])
  })

  it('puts nothing of GitHub into a script: what a branch is called is no command', () => {
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  it('uses commands and options that there are', async () => {
    const used = scripts.flatMap((script) => [...script.matchAll(/npx refund-policy (\w+)([^>\n]*)/gu)])
    expect(used.map(([, command]) => command)).toEqual(['fmt', 'test', 'diff', 'prove', 'prove', 'mutate'])
    for (const [, command = '', rest = ''] of used) {
      const { code, stdout } = await runCommand([command, '--help'])
      expect(code).toBe(0)
      for (const option of rest.match(/--[a-z-]+/gu) ?? []) expect(stdout).toContain(option)
    }
  })

  it('asks the service for what it has', () => {
    const paths = scripts.flatMap((script) => script.match(/\/v1\/policies\/[^"? ]*/gu) ?? [])
    const there = Object.keys(openApiDocument('1').paths)
    expect(paths).toHaveLength(4)
    expect(paths.filter((path) => !there.includes(path.replace('$POLICY', '{name}')))).toEqual([])
  })

  it('publishes with the version that the text was made from, and only over it', () => {
    const [, publish = ''] = scripts.filter((script) => script.includes('/versions?') || script.includes('cmp'))
    expect(publish).toContain('-H "If-Match: $tag"')
    expect(scripts.join('')).toContain('git show "$BEFORE:policy.yaml" | cmp - active.yaml')
  })
})
