// Runs the tests that grow with their numbers at their full size, and ends with what they came to.
// Any number can be given in the environment instead: PROPERTY_RUNS=100 npm run soak
// What is generated differs from soak to soak; SEED, which every soak ends with, gives the same again.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireFreshBuild } from '../built/fresh-build.mjs'

requireFreshBuild()
const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const sizes = {
  PROPERTY_RUNS: '2000',
  KILLS: '50',
  FEEDER_KILLS: '30',
  FEEDER_ENTRIES: '2000',
  FEEDER_WRITERS: '4',
  FEEDERS: '3',
  CLAIMS: '200',
  CLAIM_PROCESSES: '4',
  COPY_ENTRIES: '50000',
  ARCHIVE_ENTRIES: '200000',
  ARCHIVE_MONGO_ENTRIES: '6000',
  ARCHIVE_KILLS: '20',
  ARCHIVE_KILL_MS: '60000',
  IMPACT_DECISIONS: '200000',
  PANEL_ORDERS: '20000',
  RUNS_SHARE: '1',
  AGREEMENT_RUNS: '20000',
  MONGO_PROPERTY_RUNS: '2000',
  DRAFT_ROUNDS: '20',
  DRAFT_PROCESSES: '4',
  DRAFT_SECONDS_SLOW: '5',
  PUBLISHES: '200',
  PUBLISH_DECISIONS: '20000',
  PUBLISH_PROCESSES: '4',
  MONGO_PROCESSES: '4',
  MONGO_RACED_ORDERS: '200',
  MONGO_OUTAGE_ORDERS: '1000',
  MONGO_OUTAGE_SECONDS: '25',
  MONGO_ELECTIONS: 'all',
  LOCK_SECONDS: '20',
  HEALTH_MS: '100',
  WRONG_REQUESTS: '2000',
  WRONG_TEXTS: '300',
  ANSWER_MS: '5000',
  TEXT_MS: '30000',
  SEEDED_FAULTS: '60',
  PROVED_FAULTS: 'all',
  SOUND_POLICIES: '200',
  PROOF_EDITS: '300',
  PROOF_FACT_SETS: '20000',
  PROOF_STEPS: '1000000',
  TAMPER_FIELDS: 'all',
  TAMPER_FLIPS: '20',
}
const seed = process.env.SEED ?? String(randomInt(2 ** 31))
const tests = [
  'test/properties/',
  'test/soak/',
  'test/policy/analysis/',
  'test/policy/evaluate/',
  'test/policy/versions/flat-policy',
  'test/http/malformed-requests',
  'test/http/mutated-requests',
  'test/rules/before-words',
  'test/rules/strength',
  'test/policy/independent/',
  'test/storage/mongo/',
  'test/service/drafts-in-processes',
  'test/service/publish-visibility',
  'test/service/store-in-trouble',
  'test/service/no-request-freezes',
  'test/service/tamper',
  'test/service/wrong-requests',
  'test/cli/copy.test.ts',
]

const folder = mkdtempSync(join(tmpdir(), 'soak-'))
const figures = join(folder, 'figures')
const started = performance.now()
const { status } = spawnSync(
  process.execPath,
  [join(projectFolder, 'node_modules/jest/bin/jest.js'), ...tests, ...process.argv.slice(2)],
  { cwd: projectFolder, stdio: 'inherit', env: { ...sizes, ...process.env, SEED: seed, SOAK_FIGURES: figures } },
)
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
const lines = existsSync(figures) ? readFileSync(figures, 'utf8') : ''
process.on('exit', () => {
  process.stdout.write(
    `\nSoak: ${status === 0 ? 'every promise held' : 'FAILED'}, ${minutes} minutes, SEED=${seed}\n${lines}`,
  )
})
rmSync(folder, { recursive: true })
process.exitCode = status ?? 1
