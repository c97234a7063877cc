// Empties dist before a build, but for the console: that is built anew only where it differs.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../../dist', import.meta.url))
for (const name of existsSync(dist) ? readdirSync(dist) : []) {
  if (name !== 'console') rmSync(join(dist, name), { recursive: true })
}
