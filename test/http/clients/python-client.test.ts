import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { openApiDocument } from '../../../src/http/openapi/open-api-document.ts'
import { config, type RunningService, startService } from '../running-service.ts'
import { copyOf, installOnce } from './installed.ts'
import { run } from './run.ts'

const files = fileURLToPath(new URL('python', import.meta.url))
const generator = 'openapi-python-client==0.29.1'

const installed = await installOnce('python-client', generator, (folder) => [
  ['python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, generator],
])

let running: RunningService
beforeAll(async () => {
  running = await startService({}, { ...config, feedIntervalMs: 50 })
})
afterAll(() => running.close())

const isRequired = process.env['REQUIRE_PYTHON_CLIENT'] === '1'
const test = 'missing' in installed && !isRequired ? it.skip : it
const title = 'missing' in installed ? ` (skipped: ${installed.missing})` : ''

test(`a client by openapi-python-client has every operation and makes the main calls${title}`, async () => {
  if ('missing' in installed) throw new Error(installed.missing)
  const folder = copyOf(files)
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument('0.0.0')))
  const python = (...args: string[]) =>
    run('python3', args, folder, { PYTHONPATH: installed.folder, PYTHONDONTWRITEBYTECODE: '1' })
  const generated = await python(
    '-m',
    'openapi_python_client',
    'generate',
    '--path',
    'openapi.json',
    '--meta',
    'none',
    '--output-path',
    'refund_policy',
  )
  expect(generated).toMatchObject({ code: 0 })
  // A body of lines is nothing that this generator knows.
  const left = generated.output.split('\n').filter((line) => line.includes('Endpoint will not be generated'))
  expect(left).toEqual([expect.stringContaining('POST /v1/decisions/bulk ')])
  expect(await python('main_calls.py', running.url, running.adminKey)).toEqual({ code: 0, output: 'every call fits\n' })
}, 180_000)
