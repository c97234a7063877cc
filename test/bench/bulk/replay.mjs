import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const commandLine = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url))
const refundPolicy = (...parameters) =>
  spawnSync(process.execPath, [commandLine, ...parameters], { encoding: 'utf8', maxBuffer: Infinity })

/** Decides again what a store with so many decisions holds, per second, the start of the command included; null where there is no such command. */
export function replay({ store, stored, tell }) {
  if (!/^\s+replay\b/m.test(refundPolicy('--help').stdout)) {
    tell('not there: refund-policy replay')
    return null
  }
  const started = performance.now()
  const { status, stdout, stderr } = refundPolicy('replay', '--store', store)
  if (status !== 0) throw new Error(`replay ended with ${status}: ${stderr}${stdout}`)
  const perSecond = (stored / (performance.now() - started)) * 1000
  tell(`  ${Math.round(perSecond)} stored decisions/s replayed, all of them with the stored answer`)
  return { perSecond }
}
