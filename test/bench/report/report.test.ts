import { describe, expect, it } from '@jest/globals'
import { verdictsOf } from './goals.mjs'
import { withBenchTable } from './readme-section.mjs'

const ratio = (median: number): object => ({ perSecond: { median }, p99: { median } })
const http = (besideHello: number): object => ({
  closed: { sqlite: { ofOthers: { expressHello: ratio(besideHello), naive: ratio(4), opaLogged: ratio(1.1) } } },
  open: { sqlite: { p99: { median: 12 } } },
  connecting: { sqlite: { p50: 3, most: 201 } },
})
const metOf = (results: object, what: string): boolean | null | undefined =>
  verdictsOf(results).find((verdict) => verdict.what === what)?.met

describe('the goals of a benchmark', () => {
  it.each([
    [0.99, false],
    [1, true],
  ])('a decision beside Express hello at %d x: met is %s', (found, met) => {
    expect(metOf({ http: http(found) }, 'decisions over HTTP, beside Express hello (goal 1.5 x)')).toBe(met)
  })

  it('what must not be above its bound is missed above it', () => {
    expect(metOf({ http: http(1) }, 'p99 at 1,000/s')).toBe(true)
    expect(metOf({ http: http(1) }, 'a new connection under load, the slowest')).toBe(false)
  })

  it('what was not measured is neither met nor missed', () => {
    expect(
      verdictsOf({ growth: { grown: { replay: null } }, bulk: { durable: null, dryRuns: {} } }).map(({ met }) => met),
    ).toEqual(Array.from(verdictsOf({}), () => null))
  })

  it('memory is flat where the end holds no more than the time after warming up', () => {
    const looks = (held: readonly number[]): object => ({
      growth: { grown: { memory: held.map((bytes) => ({ bytes })) } },
    })
    const what = 'memory at the end beside the beginning'
    expect(metOf(looks([50, 100, 100, 105, 110]), what)).toBe(true)
    expect(metOf(looks([50, 100, 120, 140, 160]), what)).toBe(false)
  })
})

describe('the table in the README', () => {
  const document =
    '# Title\n\n<!-- bench: written by npm run bench -- --write -->\n\nold\n\n<!-- bench: end -->\n\nmore\n'

  it('takes the place of the former one between its markers', () => {
    expect(withBenchTable(document, '| new |')).toBe(document.replace('old', '| new |'))
  })

  it('wants its markers', () => {
    expect(() => withBenchTable('# Title\n', '| new |')).toThrow('README.md lacks')
  })
})
