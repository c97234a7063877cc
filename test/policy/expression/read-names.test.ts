import { expect, it } from '@jest/globals'
import { readNames } from '../../../src/policy/expression/read-names.ts'
import { isReservedName } from '../../../src/policy/expression/reserved-name.ts'
import { parsed } from './formula.ts'

it('collects facts and derived values, keys of tables included, given values and table names left out', () => {
  const names = readNames(parsed('lookup(order.status, fees) + undelivered * order.charge + days_between(now, now)'))
  expect([...names.facts].sort()).toEqual(['order.charge', 'order.status'])
  expect([...names.derived]).toEqual(['undelivered'])
})

it.each([
  ['known(order.charge)', []],
  ['coalesce(order.charge, order.remains, 0)', []],
  ['coalesce(order.charge, order.remains)', ['order.remains']],
  ['coalesce(order.charge + order.remains, 0)', []],
  ['if(known(order.charge), order.charge, 0)', []],
  ['if(known(order.charge), 0, order.charge)', ['order.charge']],
  ['if(not known(order.charge), 0, order.charge)', []],
  ['if(known(order.charge) and known(order.remains), order.charge - order.remains, 0)', []],
  ['if(known(order.charge) or known(order.remains), order.charge, 0)', ['order.charge']],
  ['known(order.charge) and order.charge > 5', []],
  ['order.charge > 5 and known(order.charge)', ['order.charge']],
  ['not known(order.charge) or order.charge > 5', []],
  ['known(order.charge) or order.charge > 5', ['order.charge']],
  ['lookup(order.status, fees) + undelivered', ['order.status', 'undelivered']],
])('%s may be unknown for want of %j', (source, names) => {
  expect([...readNames(parsed(source)).unguarded]).toEqual(names)
})

it.each([
  ['now', true],
  ['refund', true],
  ['not', true],
  ['true', true],
  ['1.5', true],
  ['order.not', false],
  ['2nd', false],
  ['tier', false],
  ['policy', false],
])('%s is reserved: %s', (name, reserved) => {
  expect(isReservedName(name)).toBe(reserved)
})
