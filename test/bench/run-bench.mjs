// Measures the built service beside its peers, and says which goals are met: see `npm run bench -- --help`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireFreshBuild } from '../built/fresh-build.mjs'
import { installPeers } from './install-peers.mjs'
import { readOptions } from './options.mjs'
import { verdictsOf } from './report/goals.mjs'
import { withBenchTable } from './report/readme-section.mjs'

const project = fileURLToPath(new URL('../../', import.meta.url))
const options = readOptions(process.argv.slice(2))
requireFreshBuild()
installPeers()
// What follows needs the peers.
const { machine, versions } = await import('./machine.mjs')
const { markdownOf } = await import('./report/markdown.mjs')
const { measures } = await import('./measures.mjs')

const tell = (line) => process.stdout.write(`${line}\n`)
const results = {
  date: new Date().toISOString().slice(0, 10),
  quick: options.quick,
  rounds: options.sizes.rounds,
  machine: machine(),
  versions: versions(),
}
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
try {
  for (const section of options.only) {
    tell(`\n${section}`)
    results[section] = await measures[section]({ sizes: options.sizes, folder, tell })
  }
} finally {
  rmSync(folder, { recursive: true })
}
results.machine.loadAfter = loadavg()[0]

const verdicts = verdictsOf(results)
const markdown = markdownOf(results, verdicts)
mkdirSync(join(project, 'data'), { recursive: true })
writeFileSync(join(project, 'data/bench.json'), `${JSON.stringify({ ...results, verdicts }, null, 2)}\n`)
tell(`\n${markdown}\n\nAll figures: data/bench.json`)
if (options.write) {
  const readme = join(project, 'README.md')
  writeFileSync(readme, withBenchTable(readFileSync(readme, 'utf8'), markdown))
}
if (options.check && verdicts.some(({ met }) => met === false)) process.exitCode = 1
