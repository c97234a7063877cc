import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import { openApiDocument } from '../../../src/http/openapi/open-api-document.ts'
import { installOnce } from '../clients/installed.ts'
import { run } from '../clients/run.ts'

const file = new URL('../../../src/console/api/openapi.generated.ts', import.meta.url)
const manifest = readFileSync(fileURLToPath(new URL('../clients/typescript/package.json', import.meta.url)), 'utf8')
const options = ['--default-non-nullable', 'false']

const installed = await installOnce('typescript-client', manifest, (folder) => {
  writeFileSync(join(folder, 'package.json'), manifest)
  return [['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']]
})

const isRequired = process.env['REQUIRE_TYPESCRIPT_CLIENT'] === '1'
const test = 'missing' in installed && !isRequired ? it.skip : it
const title = 'missing' in installed ? ` (skipped: ${installed.missing})` : ''

test(`the types that the console calls the service with are those of the OpenAPI document${title}`, async () => {
  if ('missing' in installed) throw new Error(installed.missing)
  const folder = mkdtempSync(join(tmpdir(), 'refund-policy-console-types-'))
  symlinkSync(join(installed.folder, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument('0.0.0')))
  const program = join(folder, 'node_modules/.bin/openapi-typescript')
  const made = await run(program, ['openapi.json', '-o', 'openapi.ts', ...options], folder)
  expect(made).toMatchObject({ code: 0 })
  const text = readFileSync(join(folder, 'openapi.ts'), 'utf8')
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text)
  expect(readFileSync(file, 'utf8')).toBe(text)
}, 180_000)
