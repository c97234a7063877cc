import { constantTypes } from '../model/measure.ts'
import { chooseByType, closedObject, explained, type JsonSchema, mapOf, orNothing, reference } from './json-schema.ts'

const value = explained(
  'Value',
  'A number ("12.50"), a duration (30 days), text, true or false, a day or a timestamp.',
  { type: ['string', 'number', 'boolean'], maxLength: 1000 },
)

const constant = closedObject(
  {
    type: explained(
      'Type',
      'integer, decimal, string, boolean, timestamp, date or duration. Left out: as the value looks.',
      {
        enum: constantTypes,
      },
    ),
    value,
    unit: explained(
      'Unit',
      'What a number counts: percent, days, a currency (EUR), or any word. Texts write it behind the number, unless they say it themselves.',
      { type: 'string', minLength: 1, maxLength: 40 },
    ),
    description: reference('description'),
  },
  ['value'],
)

/** The key of a policy that holds values with names. */
export const constantProperties: Readonly<Record<string, JsonSchema>> = {
  constants: explained(
    'Constants',
    'Values with names, for formulas, tables, conditions, limits, review times and texts: { return_days: { value: 30, unit: days } }, or shorter { return_days: 30 days }.',
    orNothing(
      mapOf(
        chooseByType([
          ['object', constant],
          ['string', value],
          ['number', value],
          ['boolean', value],
        ]),
        reference('fact_name'),
      ),
    ),
  ),
}
