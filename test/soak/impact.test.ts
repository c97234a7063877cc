import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import type { Impact } from '../../src/decisions/impact.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { builtFile } from '../built/fresh-build.mjs'
import { temporaryFile } from '../cli/run-command.ts'
import { openDecisions } from '../decisions/open-decisions.ts'
import { newStoreFile } from '../http/open-panel.ts'
import { returnFacts, returnsPolicy } from '../maintenance/returns-policy.ts'
import { tellFigures } from './tell-figures.ts'

const decisions = Number(process.env['IMPACT_DECISIONS'] ?? 700)
/** Requests that are decided at the same time. */
const atOnce = 50
/** Megabytes that the objects of each thread may take: what is kept does not grow with what is read. */
const mostMegabytes = 96

/** A decision takes milliseconds on a busy machine. */
const timeout = 60_000 + decisions * 10

async function fill(file: string): Promise<void> {
  const storage = await openStorage(`sqlite:${file}`)
  const { ask } = await openDecisions([returnsPolicy(14)], storage)
  for (let start = 0; start < decisions; start += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, decisions - start) }, (_, index) => start + index)
    await Promise.all(
      numbers.map((number) =>
        ask(
          returnFacts({
            order: `o-${number}`,
            account: `a-${number}`,
            days: number % 40,
            charge: '10.00',
            currency: 'EUR',
          }),
        ),
      ),
    )
  }
  await storage.close()
}

describe('the impact of a text', () => {
  it(
    `on ${decisions} decisions is exact, and takes no more memory than on few`,
    async () => {
      const file = newStoreFile()
      await fill(file)
      const text = temporaryFile('longer.yaml', returnsPolicy(19))
      const program = builtFile('cli/main.js')
      const words = [
        `--max-old-space-size=${mostMegabytes}`,
        program,
        'impact',
        text,
        '--store',
        `sqlite:${file}`,
        '--json',
      ]
      const started = performance.now()
      const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 64_000_000 })
      const seconds = (performance.now() - started) / 1000
      // Of each 40 days 15 are paid, and 5 more would be: 9.00 each.
      const flipped = Array.from({ length: decisions }, (_, number) => number % 40).filter(
        (days) => days > 14 && days < 20,
      )
      const paid = Array.from({ length: decisions }, (_, number) => number % 40).filter((days) => days <= 14)
      expect(JSON.parse(stdout) as Impact).toMatchObject({
        decisions,
        flips: flipped.length,
        unchanged: decisions - flipped.length,
        orders_followed: true,
        credits: [{ before: String(paid.length * 9), extra: String(flipped.length * 9) }],
      })
      tellFigures(`impact of a text: ${Math.round(decisions / seconds)} decisions/s, its start included`)
    },
    timeout,
  )
})
