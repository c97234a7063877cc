import { appendFileSync } from 'node:fs'

/** Notes what a soak came to, for its closing lines; says nothing in an ordinary test run. */
export function tellFigures(line: string): void {
  const file = process.env['SOAK_FIGURES']
  if (file !== undefined) appendFileSync(file, `${line}\n`)
}
