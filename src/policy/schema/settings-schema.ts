import { chooseByType, closedObject, explained, type JsonSchema, mapOf, orNothing, reference } from './json-schema.ts'
import { nameSchema } from './scalar-schema.ts'

const parameterType = explained(
  'Type',
  'string, number (also called decimal), money (with the decimals of the currency), boolean, timestamp or date.',
  { enum: ['string', 'number', 'decimal', 'money', 'boolean', 'timestamp', 'date'] },
)

const parameter = closedObject(
  {
    type: parameterType,
    cumulative: explained(
      'Cumulative',
      'Stated for every number. true: a total of the order, of which each decision gives what it adds to earlier ones. false: the same each time, or worked out of `refund`.',
      { type: 'boolean' },
    ),
    scale: explained('Scale', 'Digits after the point of a number. Left out: as it is, up to 8.', {
      type: 'integer',
      minimum: 0,
      maximum: 18,
    }),
    description: reference('description'),
  },
  ['type'],
)

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
    'What a decision may ask another system to do, by name, with typed parameters: { notify: { per: decision }, block: { parameters: { reason: string } } }.',
    orNothing(
      mapOf(
        orNothing(
          closedObject({
            description: reference('description'),
            per: explained(
              'Per',
              'order (left out: this): given once for an order, or its part, with the same parameters. decision: each time, for notices.',
              { enum: ['order', 'decision'] },
            ),
            parameters: explained(
              'Parameters',
              'The type of each parameter: { days: { type: number, cumulative: false } }, or shorter { reason: string }.',
              mapOf(
                chooseByType([
                  ['string', parameterType],
                  ['object', parameter],
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
        cap: explained(
          'Cap',
          'Formula for the most that the order may get, where that is not the charge: order.charge + shipping.return_postage. It reads only facts that are from: order, and constants.',
          reference('formula'),
        ),
        currency: explained(
          'Currency',
          'The currency of the charge, plainly (EUR) or as a formula (order.currency). It reads only facts that are from: order, and constants.',
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
        part: explained(
          'Part',
          'Formula for what of the order a request is about: a parcel, a line, a passenger. Unknown: the whole order.',
          reference('formula'),
        ),
        state: explained(
          'State',
          'The facts that say what became of the order; facts that are from: order always count. Left out: all facts of the request but those of the claim and those that name order, account and part.',
          { type: 'array', items: reference('fact_name'), maxItems: 200 },
        ),
        language: explained(
          'Language',
          'Formula for the language that the customer reads, one of `languages`: account.language. Unknown: the first.',
          reference('formula'),
        ),
        higher_charge: explained(
          'Higher charge',
          'What follows where a report has a higher charge than the one that was kept: review (left out: this) or ignore.',
          { enum: ['review', 'ignore'] },
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
        level: explained(
          'Level',
          'The level where no rule names one: a name of levels, or a formula over refund and facts that yields one. Left out: the first, or reviewer.',
          reference('formula'),
        ),
        target: explained('Target', 'Within what time a review should be done. Left out: 24 h.', reference('duration')),
        due: explained('Due', 'Within what time a review must be done. Left out: 72 h.', reference('duration')),
      }),
    ),
  ),
}
