/** Finding decisions and reading why. */
export const decisions = {
  title: 'Decisions',
  follow: 'Follow new ones',
  when: 'Decided',
  order: 'Order',
  account: 'Account',
  outcome: 'Outcome',
  amount: 'Credited',
  clause: 'Clause',
  rule: 'Rule',
  version: 'Version',
  filters: {
    order: 'Order',
    account: 'Account',
    outcome: 'Outcome or label',
    clause: 'Clause',
    rule: 'Rule',
    version: 'Version',
    from: 'From',
    to: 'Before',
  },
  nothingFound: 'No decision fits',
  nothingFoundText: 'Filters join with “and” and compare exactly, with capitals. Leave one out, or widen the time.',
  noneYet: 'No decisions yet',
  noneYetText:
    'A backend asks for one with POST\u00a0/v1/decisions for every status that an order gets and every claim of its customer. The start of the service printed a request to try.',
}
