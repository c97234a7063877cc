import { readdirSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createPolicyProver } from '../../../dist/workers/policy-prover.js'
import { createSolverHost } from '../../../dist/workers/z3-contexts.js'
import { spread } from '../statistics.mjs'
import { watchedSolver } from './watched-solver.mjs'

/** More than any of it may take: nothing here is ended by the clock. */
const milliseconds = 600_000
/** The text that is proved again and again: what is not given back would be seen with a small one, too. */
const repeated = readFileSync('test/policy/fixtures/minimal.yaml', 'utf8')
const looks = 20

/** Seconds of all findings of each shipped policy, and of its comparison with an edit; and what many runs hold of memory. */
export async function runProofs({ sizes, tell }) {
  const solver = watchedSolver()
  const prover = createPolicyProver(milliseconds, createSolverHost(solver.load))
  try {
    await prover.examine(repeated)
    const policies = []
    for (const name of shippedNames()) {
      const figures = await timesOf(prover, textOf(name), sizes.proofRounds)
      policies.push({ name, ...figures })
      tell(
        `  ${name}: findings ${figures.findings.median.toFixed(1)} s, comparison ${figures.comparison.median.toFixed(1)} s`,
      )
    }
    const memory = await memoryOf(prover, solver, sizes.proofRuns)
    tell(`  ${sizes.proofRuns} runs end with ${Math.round(memory.at(-1).bytes / 1024 ** 2)} MiB`)
    return { policies, runs: sizes.proofRuns, memory }
  } finally {
    await prover.close()
  }
}

function shippedNames() {
  const entries = readdirSync('rules', { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

function textOf(name) {
  return readFileSync(`rules/${name}/policy.yaml`, 'utf8')
}

async function timesOf(prover, text, rounds) {
  const edited = text.replace(/(?<=^ {6}refund: )\S.*$/mu, (formula) => `percent(${formula}, 90)`)
  if (edited === text) throw new Error('the policy has no refund to edit')
  const taken = { findings: [], comparison: [] }
  for (let round = 0; round < rounds; round += 1) {
    taken.findings.push(await secondsOf(() => prover.examine(text)))
    taken.comparison.push(await secondsOf(() => prover.compare(text, edited)))
  }
  return { findings: spread(taken.findings), comparison: spread(taken.comparison) }
}

async function secondsOf(work) {
  const begun = performance.now()
  const { because } = await work()
  if (because?.includes('time')) throw new Error(because)
  return (performance.now() - begun) / 1000
}

/**
 * After each twentieth of the runs: bytes of the process, and those that the solver holds of its own heap. What nothing refers to is
 * collected first, and what Node keeps free for later is left out: both grow to a size of their own, which looked like a leak.
 */
async function memoryOf(prover, solver, runs) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const memory = []
  for (let run = 1; run <= runs; run += 1) {
    await prover.examine(repeated)
    if (run % Math.max(1, Math.floor(runs / looks)) !== 0) continue
    collect()
    const { rss, heapTotal, heapUsed } = process.memoryUsage()
    memory.push({ runs: run, bytes: rss - (heapTotal - heapUsed), heap: solver.heldBytes() })
  }
  return memory
}
