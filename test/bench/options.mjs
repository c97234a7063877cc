import { parseArgs } from 'node:util'

const full = {
  rounds: 5,
  checkedRequests: 400,
  warmSeconds: 2,
  closedSeconds: 4,
  openSeconds: 4,
  factSets: 10_000,
  evaluationRounds: 15,
  evaluationMilliseconds: 200,
  grownTo: 1_000_000,
  longAccount: 100_000,
  bulkLines: 400_000,
  durableLines: 40_000,
  bulkRounds: 3,
  pages: [2000, 200_000],
  inProcess: 1,
  starts: 5,
  dayCredits: 50_000,
  // Four processes meet each other by chance: it takes more and longer rounds to tell a few hundredths.
  hotRounds: 12,
  hotSeconds: 5,
  proofRounds: 3,
  proofRuns: 1000,
}

/** Small enough for under two minutes, and too small to judge by what grows. */
const quick = {
  rounds: 3,
  checkedRequests: 100,
  warmSeconds: 0.4,
  closedSeconds: 0.4,
  openSeconds: 0.5,
  factSets: 2000,
  evaluationRounds: 3,
  evaluationMilliseconds: 60,
  grownTo: 3000,
  longAccount: 1000,
  bulkLines: 3000,
  durableLines: 1000,
  bulkRounds: 1,
  pages: [100, 500],
  inProcess: 0.02,
  starts: 2,
  dayCredits: 300,
  hotRounds: 3,
  hotSeconds: 0.4,
  proofRounds: 1,
  proofRuns: 20,
}

/** What grows with the share of the work that is asked for. */
const counted = ['grownTo', 'longAccount', 'bulkLines', 'durableLines', 'dayCredits', 'proofRuns']

const sections = ['http', 'evaluation', 'growth', 'bulk', 'starts', 'pages', 'in-process', 'proofs', 'mongo']

const usage = `npm run bench -- [SHARE] [--quick] [--check] [--write] [--only SECTION,...]
  SHARE    this share of what is stored and replayed: 0.1 does a tenth
  --quick  all of it, small, in under two minutes
  --check  ends with 1 where a floor is missed
  --write  puts the table into README.md
  --only   of ${sections.join(', ')}`

/** What the command line asks for; a wrong one is told, and ends the process with 2. */
export function readOptions(commandLine) {
  try {
    return parse(commandLine)
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`)
    return process.exit(2)
  }
}

function parse(commandLine) {
  const { values, positionals } = parseArgs({
    args: commandLine,
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  }
  const share = Number(positionals[0] ?? 1)
  if (!(share > 0)) throw new Error(`${positionals[0]} is no share of the work`)
  const only = values.only?.split(',') ?? sections
  const unknown = only.find((name) => !sections.includes(name))
  if (unknown !== undefined) throw new Error(`there is no section ${unknown}`)
  return { ...values, share, only, sizes: shared(values.quick ? quick : full, share) }
}

function shared(sizes, share) {
  const part = (count) => Math.max(100, Math.round(count * share))
  return {
    ...sizes,
    ...Object.fromEntries(counted.map((name) => [name, part(sizes[name])])),
    pages: sizes.pages.map(part),
    inProcess: sizes.inProcess * share,
  }
}
