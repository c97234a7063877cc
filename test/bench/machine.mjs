import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { opaVersion } from './http/servers.mjs'
import { peerVersions } from './install-peers.mjs'

/** What the figures depend on. */
export function machine() {
  const [processor] = cpus()
  return {
    cores: cpus().length,
    processor: processor?.model.trim() ?? 'unknown processor',
    memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    system: `${type()} ${release()}`,
    loadBefore: loadavg()[0],
  }
}

/** Each program that was measured, or that measured, and its version. */
export function versions() {
  const installed = (name) =>
    JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version
  const opa = opaVersion()
  return {
    Node: process.version,
    express: installed('express'),
    'json-rules-engine': installed('json-rules-engine'),
    ...Object.fromEntries(peerVersions()),
    ...(opa === null ? {} : { opa }),
  }
}
