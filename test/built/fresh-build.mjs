import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** Throws unless dist is what a build makes of src: no file missing, left over, or older than its source. */
export function requireFreshBuild(folder = projectFolder) {
  const isOfService = (name) => !/^console[/\\]/u.test(name)
  const sources = filesBelow(join(folder, 'src'), '.ts').filter(isOfService)
  const built = filesBelow(join(folder, 'dist'), '.js').filter(isOfService)
  const stale = sources.find((name) => !built.includes(name) || isOlder(folder, name))
  if (stale !== undefined) throw new Error(`dist is older than src: run npm run build (src/${stale}.ts)`)
  const leftOver = built.find((name) => !sources.includes(name))
  if (leftOver !== undefined) throw new Error(`dist is older than src: run npm run build (dist/${leftOver}.js)`)
}

/** The absolute path of a file in dist, which is as {@link requireFreshBuild} wants it. */
export function builtFile(path) {
  requireFreshBuild()
  return join(projectFolder, 'dist', path)
}

/** Paths without the ending. */
function filesBelow(folder, ending) {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith(ending))
  return files.map((file) => file.slice(0, -ending.length))
}

function isOlder(folder, name) {
  return statSync(join(folder, 'dist', `${name}.js`)).mtimeMs < statSync(join(folder, 'src', `${name}.ts`)).mtimeMs
}
