import { caseProperties, caseSchema } from './case-schema.ts'
import { clauseProperties, clauseSchema } from './clause-schema.ts'
import { conditionProperties, conditionSchema } from './condition-schema.ts'
import { constantProperties } from './constant-schema.ts'
import { factProperties } from './fact-schema.ts'
import { closedObject, type JsonSchema } from './json-schema.ts'
import { metadataProperties } from './metadata-schema.ts'
import { ruleProperties } from './rule-schema.ts'
import {
  amountSchema,
  clauseIdSchema,
  currencySchema,
  descriptionSchema,
  durationSchema,
  factNameSchema,
  formulaSchema,
  messageSchema,
  reasonSchema,
  ruleIdSchema,
} from './scalar-schema.ts'
import { settingsProperties } from './settings-schema.ts'
import { tableProperties } from './table-schema.ts'

/**
 * The JSON Schema (draft 2020-12) of a policy document's form, for editors and for `parsePolicy`.
 * What it cannot say (names that must exist, types of formulas) `parsePolicy` checks.
 */
export const policySchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:refund-policy-service:policy',
  title: 'Refund policy',
  description:
    'A refund policy: its public text, the facts it needs, its rules and its own test cases. `refund-policy validate` tells every fault; `refund-policy explain CODE` says what it means, with an example.',
  ...closedObject(
    {
      ...metadataProperties,
      ...settingsProperties,
      ...constantProperties,
      ...factProperties,
      ...tableProperties,
      ...conditionProperties,
      ...clauseProperties,
      ...ruleProperties,
      ...caseProperties,
    },
    ['name', 'title', 'refund_methods', 'subject', 'facts', 'clauses', 'refunds', 'default'],
  ),
  $defs: {
    amount: amountSchema,
    case: caseSchema,
    clause: clauseSchema,
    clause_id: clauseIdSchema,
    condition: conditionSchema,
    currency: currencySchema,
    description: descriptionSchema,
    duration: durationSchema,
    fact_name: factNameSchema,
    formula: formulaSchema,
    message: messageSchema,
    reason: reasonSchema,
    rule_id: ruleIdSchema,
  },
}
