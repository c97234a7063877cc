import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Installs what package.json beside this file pins, where it is not there yet; no script of a package is run. */
export function installPeers() {
  if (isInstalled()) return
  process.stdout.write('installing the peers into test/bench/node_modules\n')
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Name and version of each peer that is compared with. */
export function peerVersions() {
  return Object.entries(JSON.parse(readFileSync(`${folder}package.json`, 'utf8')).devDependencies)
}

function isInstalled() {
  return peerVersions().every(([name, version]) => {
    const file = `${folder}node_modules/${name}/package.json`
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version
  })
}
