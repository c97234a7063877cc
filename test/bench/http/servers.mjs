import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withoutNeedlessZeros } from '../peers/exact-amount.mjs'
import { freePort, startServer } from './server-process.mjs'

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url))
const key = 'bench-administrator-key-0123456789abcdef'
const json = { 'content-type': 'application/json' }

/** What a request to this service looks like; `body` wraps the facts, `said` words what the answer says. */
export const serviceTarget = {
  method: 'POST',
  path: '/v1/decisions',
  headers: { ...json, authorization: `Bearer ${key}` },
  wrap: 'facts',
  keyed: true,
}
const hello = { method: 'GET', path: '/', headers: {}, wrap: null }

/** As `npm start` does. */
const flags = ['--max-semi-space-size=64']

/** Starts the built service with everything as it is by default, but for the address. */
export function startService({ folder, store, environment = {} }) {
  return startServer({
    command: process.execPath,
    parameters: [...flags, pathOf('../../../dist/main.js')],
    environment: { PORT: '0', STORE_URL: store, ADMIN_KEY: key, ...environment },
    logFile: join(folder, 'service.log'),
    findUrl: (printed) => /listens on (http:\S+)/.exec(printed)?.[1] ?? null,
  })
}

/** Whether the service has a setting of that name. */
function hasSetting(name) {
  return readFileSync(pathOf('../../../config/default.yaml'), 'utf8').includes(`\n${name}:`)
}

function startScript(name, folder) {
  return startServer({
    command: process.execPath,
    parameters: [pathOf(`../servers/${name}.mjs`)],
    environment: { NODE_ENV: 'production' },
    logFile: join(folder, `${name}.log`),
    findUrl: (printed) => {
      const port = /listening (\d+)/.exec(printed)?.[1]
      return port === undefined ? null : `http://127.0.0.1:${port}`
    },
  })
}

async function startOpa(folder, parameters) {
  const url = `http://127.0.0.1:${await freePort()}`
  const address = ['run', '--server', '--addr', new URL(url).host, '--skip-version-check', '--log-level', 'error']
  return startServer({
    command: 'opa',
    parameters: [...address, ...parameters, pathOf('../peers/panel.rego')],
    logFile: join(folder, 'opa.log'),
    findUrl: async () => {
      const healthy = await fetch(`${url}/health`).catch(() => null)
      return healthy?.ok === true ? url : null
    },
  })
}

/** The version of Open Policy Agent on the path; null where there is none. */
export function opaVersion() {
  try {
    return /Version: (\S+)/.exec(execFileSync('opa', ['version'], { encoding: 'utf8' }))[1]
  } catch {
    return null
  }
}

const opa = {
  target: { method: 'POST', path: '/v1/data/panel/decision', headers: json, wrap: 'input' },
  said: ({ result }) => worded(result.outcome, result.rule, result.amount),
  missing: () => (opaVersion() === null ? 'opa is not on the PATH' : null),
}
const service = {
  target: serviceTarget,
  said: ({ outcome, rule, refund }) => worded(outcome, rule, outcome === 'approve' ? refund.amount : null),
  missing: () => null,
}

function worded(outcome, rule, amount) {
  return `${outcome} by ${rule}: ${amount === null ? 'nothing' : withoutNeedlessZeros(amount)}`
}

/** The servers that are measured, by the name that the results have; `missing` tells why one cannot be. */
export const servers = {
  expressHello: {
    label: 'Express hello',
    target: hello,
    said: null,
    missing: () => null,
    start: (folder) => startScript('express-hello', folder),
  },
  nodeHello: {
    label: 'node:http hello',
    target: hello,
    said: null,
    missing: () => null,
    start: (folder) => startScript('node-hello', folder),
  },
  naive: {
    label: 'Express + json-rules-engine, nothing stored',
    target: { method: 'POST', path: '/decisions', headers: json, wrap: 'facts' },
    said: ({ outcome, rule, amount }) => worded(outcome, rule, amount),
    missing: () => null,
    start: (folder) => startScript('express-json-rules-engine', folder),
  },
  opa: { ...opa, label: 'Open Policy Agent, nothing written', start: (folder) => startOpa(folder, []) },
  opaLogged: {
    ...opa,
    label: 'Open Policy Agent, decision log to a file',
    start: (folder) => startOpa(folder, ['--set', 'decision_logs.console=true']),
  },
  sqlite: {
    ...service,
    label: 'this service, SQLite, everything on',
    start: (folder) => startService({ folder, store: `sqlite:${join(folder, 'refunds.db')}` }),
  },
  twoProcesses: {
    ...service,
    label: 'this service, SQLite, two processes',
    missing: () => (hasSetting('processes') ? null : 'the service has no setting PROCESSES'),
    start: (folder) =>
      startService({ folder, store: `sqlite:${join(folder, 'two.db')}`, environment: { PROCESSES: '2' } }),
  },
  memory: {
    ...service,
    label: 'this service, in memory (nothing stored)',
    start: (folder) => startService({ folder, store: 'memory:' }),
  },
}

/** These are asked at a fixed rate as well. */
export const atRate = ['expressHello', 'opaLogged', 'sqlite', 'twoProcesses']
