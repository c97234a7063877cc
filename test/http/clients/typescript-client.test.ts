import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { openApiDocument } from '../../../src/http/openapi/open-api-document.ts'
import { config, type RunningService, startService } from '../running-service.ts'
import { copyOf, installOnce } from './installed.ts'
import { run } from './run.ts'

const files = fileURLToPath(new URL('typescript', import.meta.url))
const manifest = readFileSync(join(files, 'package.json'), 'utf8')

const installed = await installOnce('typescript-client', manifest, (folder) => {
  writeFileSync(join(folder, 'package.json'), manifest)
  return [['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']]
})

let running: RunningService
beforeAll(async () => {
  running = await startService({}, { ...config, feedIntervalMs: 50 })
})
afterAll(() => running.close())

const isRequired = process.env['REQUIRE_TYPESCRIPT_CLIENT'] === '1'
const test = 'missing' in installed && !isRequired ? it.skip : it
const title = 'missing' in installed ? ` (skipped: ${installed.missing})` : ''

test(`a client by openapi-typescript compiles with TypeScript 5 and makes the main calls${title}`, async () => {
  if ('missing' in installed) throw new Error(installed.missing)
  const folder = copyOf(files)
  symlinkSync(join(installed.folder, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument('0.0.0')))
  const program = (name: string): string => join(folder, 'node_modules', '.bin', name)
  const generated = await run(program('openapi-typescript'), ['openapi.json', '-o', 'refund-policy.d.ts'], folder)
  expect(generated).toMatchObject({ code: 0 })
  expect(await run(program('tsc'), ['-p', '.'], folder)).toEqual({ code: 0, output: '' })
  const calls = await run(process.execPath, ['main-calls.js', running.url, running.adminKey], folder)
  expect(calls).toEqual({ code: 0, output: 'every call fits\n' })
}, 180_000)
