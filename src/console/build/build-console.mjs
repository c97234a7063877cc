// Builds the console into dist/console, unless what is there was made of the same sources and packages.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const project = fileURLToPath(new URL('../../..', import.meta.url))
const root = join(project, 'src/console')
const outDir = join(project, 'dist/console')
const stamp = join(outDir, 'made-of.txt')

function madeOf() {
  const digest = createHash('sha256').update(readFileSync(join(project, 'package-lock.json')))
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    digest.update(path.slice(root.length)).update(readFileSync(path))
  }
  return digest.digest('hex')
}

const sources = madeOf()
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== sources) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    base: '/console/',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  })
  const assets = join(outDir, 'assets')
  for (const name of readdirSync(assets)) {
    if (/\.(?:js|css|svg)$/u.test(name))
      writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name))))
  }
  writeFileSync(stamp, sources)
}
