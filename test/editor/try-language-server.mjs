// Asks yaml-language-server, as an editor does, what it completes and refuses by rules/policy.schema.json:
//   npm install --prefix /tmp/yls yaml-language-server@1 && node test/editor/try-language-server.mjs /tmp/yls
// It is no dependency of the project; the command is run by hand after a change of the schema's keys.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = process.argv[2] ?? '/tmp/yls'
const schema = pathToFileURL('rules/policy.schema.json').href
const server = spawn(process.execPath, [
  join(folder, 'node_modules/yaml-language-server/bin/yaml-language-server'),
  '--stdio',
])
const waiting = new Map()
const told = new Map()
let sequence = 0
let read = Buffer.alloc(0)

server.stdout.on('data', (chunk) => {
  read = Buffer.concat([read, chunk])
  for (let next = takeMessage(); next !== null; next = takeMessage()) receive(next)
})

function takeMessage() {
  const end = read.indexOf('\r\n\r\n')
  if (end < 0) return null
  const length = Number(/Content-Length: (\d+)/.exec(read.subarray(0, end).toString())?.[1])
  if (read.length < end + 4 + length) return null
  const body = read.subarray(end + 4, end + 4 + length).toString()
  read = read.subarray(end + 4 + length)
  return JSON.parse(body)
}

function receive({ id, method, params, result }) {
  if (method === 'textDocument/publishDiagnostics') told.get(params.uri)?.(params.diagnostics)
  else if (method === 'workspace/configuration') send({ id, result: params.items.map(() => ({})) })
  else if (method !== undefined && id !== undefined) send({ id, result: null })
  else waiting.get(id)?.(result)
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

function ask(method, params) {
  sequence += 1
  const id = sequence
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    send({ id, method, params })
  })
}

/** Opens a text and answers its address and what the server says of it. */
function open(text) {
  sequence += 1
  const uri = `file:///policy-${sequence}.yaml`
  const document = { uri, languageId: 'yaml', version: 1, text: `# yaml-language-server: $schema=${schema}\n${text}` }
  return new Promise((resolve) => {
    told.set(uri, (diagnostics) => resolve({ uri, diagnostics }))
    send({ method: 'textDocument/didOpen', params: { textDocument: document } })
  })
}

/** What is offered at the mark in a text. */
async function offered(marked) {
  const before = marked.slice(0, marked.indexOf('§')).split('\n')
  const { uri } = await open(marked.replace('§', ''))
  const position = { line: before.length, character: before.at(-1).length }
  const found = await ask('textDocument/completion', { textDocument: { uri }, position })
  return (found.items ?? found).map(({ label }) => label)
}

const faults = []
function check(what, holds, seen) {
  process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds ? '' : `: ${JSON.stringify(seen)}`}\n`)
  if (!holds) faults.push(what)
}

const keys = Object.keys(JSON.parse(readFileSync('rules/policy.schema.json', 'utf8')).properties)
const parts = ['all', 'any', 'not', 'condition', 'fact']
const completions = [
  { what: 'a key of a policy', text: '§', expected: keys },
  { what: 'required_when of a fact', text: 'facts:\n  a:\n    type: string\n    req§\n', expected: ['required_when'] },
  { what: 'the parts of a tree', text: 'refunds:\n  - id: a\n    when:\n      §\n', expected: parts },
  {
    what: 'the parts of required_when',
    text: 'facts:\n  a:\n    type: string\n    required_when:\n      §\n',
    expected: parts,
  },
  {
    what: 'the parts of a constant',
    text: 'constants:\n  window:\n    §\n',
    expected: ['value', 'unit', 'description'],
  },
  {
    what: 'the parts of a rule',
    text: 'refunds:\n  - id: a\n    §\n',
    expected: ['when', 'then', 'off', 'clause', 'cases'],
  },
  {
    what: 'the bounds of a fact, and that it is changeable',
    text: 'facts:\n  a:\n    type: decimal\n    §\n',
    expected: ['minimum', 'maximum', 'changeable', 'personal', 'from', 'optional'],
  },
]
const refused = [
  [
    'a rule that is off by a word',
    'refunds:\n  - { id: a, clause: 1, when: x, off: sometimes, then: { outcome: deny } }\n',
  ],
  ['a minimum that is a list', 'facts:\n  a: { type: decimal, minimum: [0] }\n'],
  ['a fact that is changeable by a number', 'facts:\n  a: { type: decimal, changeable: 5 }\n'],
  ['a number as a condition', 'refunds:\n  - id: a\n    when: 5\n    then: { outcome: deny }\n'],
  ['a list as required_when', 'facts:\n  a: { type: string, required_when: [b] }\n'],
  ['an unknown key of a fact', 'facts:\n  a: { type: string, required_if: b }\n'],
]

await ask('initialize', { processId: process.pid, rootUri: null, capabilities: {} })
send({ method: 'initialized', params: {} })
for (const { what, text, expected } of completions) {
  const labels = await offered(text)
  check(
    `completes ${what}`,
    expected.every((key) => labels.includes(key)),
    labels,
  )
}
const head = 'name: a\ntitle: A\nrefund_methods: [b]\nclauses: [{ id: 1, title: C }]\ndefault: { outcome: deny }\n'
const rest = 'subject: { order: a, account: b, charge: c, currency: EUR }\n'
for (const [what, text] of refused) {
  const sections = `${text.startsWith('facts') ? '' : 'facts: {}\n'}${text.startsWith('refunds') ? '' : 'refunds: []\n'}`
  const { diagnostics } = await open(head + rest + sections + text)
  check(
    `refuses ${what}, and nothing else`,
    diagnostics.length === 1,
    diagnostics.map(({ message }) => message),
  )
}
const page = /^```yaml\n(name: .*?)^```$/msu.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
const policies = readdirSync('rules', { withFileTypes: true }).filter((item) => item.isDirectory())
const texts = policies.map(({ name }) => [`rules/${name}`, readFileSync(join('rules', name, 'policy.yaml'), 'utf8')])
for (const [what, text] of [...texts, ['the policy of the language page', page]]) {
  const { diagnostics } = await open(text)
  check(
    `finds nothing in ${what}`,
    diagnostics.length === 0,
    diagnostics.map(({ message }) => message),
  )
}
server.kill()
process.exitCode = faults.length === 0 ? 0 : 1
