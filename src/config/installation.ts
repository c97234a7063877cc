import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder this service is installed in: the one with package.json, rules and config. */
const installationFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** An absolute path as it is; a relative one within the folder this service is installed in. */
export function installedFile(path: string): string {
  return isAbsolute(path) ? path : join(installationFolder, path)
}

/** The version of this service, from its package.json. */
export function serviceVersion(): string {
  const manifest = JSON.parse(readFileSync(installedFile('package.json'), 'utf8')) as { readonly version: string }
  return manifest.version
}
