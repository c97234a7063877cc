import { closedObject, explained, type JsonSchema, reference } from './json-schema.ts'
import { textIn } from './scalar-schema.ts'

/** One numbered part of the public text. */
export const clauseSchema: JsonSchema = closedObject(
  {
    id: reference('clause_id'),
    title: explained(
      'Title',
      'The heading of the clause, with placeholders as in the text.',
      textIn({ minLength: 1, maxLength: 300 }),
    ),
    text: explained(
      'Text',
      'What customers read; blank lines part paragraphs. {name} stands for a constant, a limit (limits.decision.EUR), review.target or review.due, {table name} for a whole table. Braces themselves are written {{ and }}.',
      textIn({ maxLength: 20_000 }),
    ),
    informational: explained('Informational', 'true: no rule is expected for it.', { type: 'boolean' }),
    clauses: explained('Sub-clauses', 'The parts of this clause, in order.', {
      type: ['array', 'null'],
      items: reference('clause'),
      maxItems: 500,
    }),
  },
  ['id', 'title'],
)

/** The key of a policy that holds the public text. */
export const clauseProperties: Readonly<Record<string, JsonSchema>> = {
  clauses: explained('Clauses', 'The public text in its order.', {
    type: 'array',
    items: reference('clause'),
    maxItems: 500,
  }),
}
