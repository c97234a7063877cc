import {
  chooseByKey,
  chooseByType,
  closedObject,
  explained,
  type JsonSchema,
  mapOf,
  orNothing,
  reference,
} from './json-schema.ts'
import { nameSchema, textIn } from './scalar-schema.ts'

const cell = explained('Cell', 'A number, decimal text in quotes, text, or the name of a constant.', {
  type: ['string', 'number'],
  maxLength: 1000,
})
const otherwise = explained('Otherwise', 'The cell where no row matches.', cell)
const edge = explained('Edge', 'A number, a date or timestamp as text, or the name of a constant.', {
  type: ['string', 'number'],
})
const keyText = explained('Key', 'A value of the key: text, a number, true or false.', {
  type: ['string', 'number', 'boolean'],
})
const keyPair: JsonSchema = { type: 'array', items: keyText, minItems: 1, maxItems: 2 }
const anyKey: JsonSchema = { type: 'string', maxLength: 200 }
const key = explained(
  'Key',
  'One key, or a list of two keys.',
  chooseByType([
    ['array', keyPair],
    ['string', keyText],
    ['number', keyText],
    ['boolean', keyText],
  ]),
)

const edgeRow = (name: string, meaning: string): readonly [string, JsonSchema] => [
  name,
  closedObject(
    {
      [name]: explained(`${name}: ${meaning}`, 'One edge per row; the first row that matches counts.', edge),
      value: cell,
    },
    ['value'],
  ),
]

/** A row that names neither edge nor key. */
const anyRow: JsonSchema = {
  ...closedObject({ up_to: edge, below: edge, at_least: edge, above: edge, key, value: cell, otherwise }),
  minProperties: 2,
}

const row = explained('Row', 'A tier: one of up_to, below, at_least, above, and value. A lookup: key and value.', {
  type: 'object',
  ...chooseByKey(
    [
      edgeRow('up_to', 'the value is less than or equal to it'),
      edgeRow('below', 'the value is less than it'),
      edgeRow('at_least', 'the value is greater than or equal to it'),
      edgeRow('above', 'the value is greater than it'),
      ['otherwise', closedObject({ otherwise })],
      ['key1', closedObject({ key1: keyText, key2: keyText, value: cell }, ['key2', 'value'])],
      ['keys', closedObject({ keys: key, value: cell }, ['value'])],
      ['key', closedObject({ key, value: cell }, ['value'])],
    ],
    anyRow,
  ),
})

const rowList = explained('Rows', 'First match wins. In the short form the last row may be { otherwise: 0 }.', {
  type: 'array',
  items: row,
  minItems: 1,
  maxItems: 5000,
})

const rowMap = explained(
  'Rows by key',
  'Cells by key, or for two keys maps of cells: { card: { USD: 1, EUR: 2 } }.',
  mapOf(
    chooseByType([
      ['object', mapOf(cell, anyKey)],
      ['string', cell],
      ['number', cell],
    ]),
    anyKey,
  ),
)

const table = explained(
  'Table',
  'For tier(value, table): rows with an edge and a value, and otherwise. For lookup(key, table): rows by key, and otherwise unless every value of an enum has a row. Short forms: the list of rows alone, or the map of cells alone.',
  chooseByType([
    ['array', rowList],
    [
      'object',
      chooseByKey(
        [
          [
            'rows',
            closedObject({
              description: reference('description'),
              title: explained(
                'Title',
                'Heads the table where a clause shows it.',
                textIn({ minLength: 1, maxLength: 300 }),
              ),
              cells: explained(
                'Cells',
                'What the column of the cells is called where a clause shows it.',
                textIn({ maxLength: 200 }),
              ),
              unit: explained('Unit', 'What the cells count: percent, days, a currency.', {
                type: 'string',
                minLength: 1,
                maxLength: 40,
              }),
              edge_unit: explained('Unit of the edges', 'What the edges count: days, percent, a currency.', {
                type: 'string',
                minLength: 1,
                maxLength: 40,
              }),
              keys: explained('Keys', 'How many keys (1 or 2), or what they are called.', {
                type: ['integer', 'array'],
                minimum: 1,
                maximum: 2,
                items: textIn({ maxLength: 200 }),
                minItems: 1,
                maxItems: 2,
              }),
              rows: explained(
                'Rows',
                'A list of rows, or a map of cells by key.',
                chooseByType([
                  ['array', rowList],
                  ['object', rowMap],
                ]),
              ),
              otherwise,
            }),
          ],
        ],
        rowMap,
      ),
    ],
  ]),
)

/** Threshold and key tables. */
export const tableProperties: Readonly<Record<string, JsonSchema>> = {
  tables: explained(
    'Tables',
    'Threshold and key tables by name, used by tier() and lookup().',
    orNothing(mapOf(table, nameSchema)),
  ),
}
