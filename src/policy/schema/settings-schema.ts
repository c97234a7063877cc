import { chooseByType, closedObject, explained, type JsonSchema, mapOf, orNothing, reference } from './json-schema.ts'
import { nameSchema } from './scalar-schema.ts'

const parameterType = explained('Type', 'string, number (also called decimal), boolean, timestamp or date.', {
  enum: ['string', 'number', 'decimal', 'boolean', 'timestamp', 'date'],
})

const limitAmounts = orNothing(mapOf(reference('amount'), reference('currency')))

const limitItem = closedObject(
  {
    per: explained('Per', 'decision, account_day (one account, one day) or day (all accounts, one day).', {
      enum: ['decision', 'account_day', 'day'],
    }),
    currency: reference('currency'),
    amount: reference('amount'),
  },
  ['per', 'currency', 'amount'],
)

const limitMap = closedObject({
  decision: explained('Per decision', 'For each decision, by currency: { EUR: "100.00" }.', limitAmounts),
  account_day: explained('Per account and day', 'For one account and day, by currency.', limitAmounts),
  day: explained('Per day', 'For all accounts and one day, by currency.', limitAmounts),
})

/** Actions, subject, limits and review terms. */
export const settingsProperties: Readonly<Record<string, JsonSchema>> = {
  actions: explained(
    'Actions',
    'What a decision may ask another system to do, by name, with typed parameters: { notify: {}, block: { parameters: { days: number } } }.',
    orNothing(
      mapOf(
        orNothing(
          closedObject({
            description: reference('description'),
            parameters: explained(
              'Parameters',
              'The type of each parameter: { days: { type: number } }, or shorter { days: number }.',
              mapOf(
                chooseByType([
                  ['string', parameterType],
                  ['object', closedObject({ type: parameterType, description: reference('description') }, ['type'])],
                ]),
                nameSchema,
              ),
            ),
          }),
        ),
        nameSchema,
      ),
    ),
  ),
  subject: explained(
    'Subject',
    'Which facts carry identity and money. Formulas; text constants stand in quotes inside them (\'"EUR"\').',
    closedObject(
      {
        order: explained('Order', 'Formula for the id of the order (order.id).', reference('formula')),
        account: explained('Account', 'Formula for the id of the account (account.id).', reference('formula')),
        charge: explained(
          'Charge',
          'Formula for what the customer paid. It reads only facts that are from: order, and constants.',
          reference('formula'),
        ),
        currency: explained(
          'Currency',
          'Formula for the currency of the charge, or a currency code. It reads only facts that are from: order, and constants.',
          reference('formula'),
        ),
        purchased_at: explained(
          'Time of purchase',
          'Formula for the instant or day of purchase.',
          reference('formula'),
        ),
        claim: explained(
          'Claim',
          "Name of the fact whose value other than its default makes a request a customer's claim, not a status callback.",
          reference('fact_name'),
        ),
        claimed_at: explained(
          'Time of the claim',
          'Name of the timestamp fact that says when it was claimed.',
          reference('fact_name'),
        ),
      },
      ['order', 'account', 'charge', 'currency'],
    ),
  ),
  limits: explained(
    'Limits',
    'The largest automatic refunds by currency: { decision: { EUR: "100.00" }, day: { EUR: 5000 } }, or a list of { per, currency, amount }. What would exceed one is reviewed instead.',
    chooseByType([
      ['array', { type: 'array', maxItems: 200, items: limitItem }],
      ['object', limitMap],
      ['null', {}],
    ]),
  ),
  review: explained(
    'Review',
    'Who reviews, and by when, where no rule says so.',
    orNothing(
      closedObject({
        levels: explained(
          'Levels',
          'In ascending order: [reviewer, manager]. Left out: the default level and those that rules name, as they come.',
          {
            type: 'array',
            items: nameSchema,
            minItems: 1,
            maxItems: 20,
          },
        ),
        level: explained('Level', 'The level where no rule names one. Left out: the first, or reviewer.', nameSchema),
        target: explained('Target', 'Within what time a review should be done. Left out: 24 h.', reference('duration')),
        due: explained('Due', 'Within what time a review must be done. Left out: 72 h.', reference('duration')),
      }),
    ),
  ),
}
