import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'

it('whoever generates inputs gets the same ones in every run, without asking for it', () => {
  const drawn = (): readonly number[] => fc.sample(fc.integer(), 20)
  expect(drawn()).toEqual(drawn())
  expect(fc.readConfigureGlobal().seed).toBe(Number(process.env['SEED'] ?? 20_260_301))
})
