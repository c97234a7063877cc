/** What other languages call things, with the words of the policy language that it may mean. */
const meanings: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    boolean: ['bool', 'flag'],
    decimal: ['money', 'amount', 'number', 'numeric', 'float', 'double'],
    number: ['integer', 'int', 'money', 'amount', 'numeric', 'float', 'double'],
    integer: ['int', 'long'],
    string: ['text', 'str', 'uuid', 'enum'],
    timestamp: ['datetime', 'date_time', 'time', 'instant'],
    date: ['day'],
    equal: ['==', '=', '===', 'eq', 'is', 'equals', 'equal_to'],
    notEqual: ['!=', '<>', '!==', 'ne', 'neq', 'is_not'],
    in: ['is_in', 'one_of', 'any_of'],
    notIn: ['nin', 'none_of'],
    lessThan: ['<', 'lt', 'below', 'before'],
    lessThanInclusive: ['<=', 'lte', 'le', 'at_most', 'up_to', 'less_than_or_equal', 'less_than_or_equals'],
    greaterThan: ['>', 'gt', 'above', 'after'],
    greaterThanInclusive: ['>=', 'gte', 'ge', 'at_least', 'greater_than_or_equal', 'greater_than_or_equals'],
    half_even: ['bankers', 'banker', 'bankers_rounding'],
    half_up: ['nearest', 'round', 'commercial'],
    down: ['truncate', 'trunc'],
    account: ['customer', 'user', 'buyer'],
    order: ['purchase'],
    credits: ['refunds', 'payments'],
    approve: ['approved', 'accept', 'accepted', 'grant', 'granted', 'allow', 'allowed', 'yes', 'pay'],
    deny: ['denied', 'reject', 'rejected', 'refuse', 'refused', 'decline', 'declined', 'no'],
    review: ['manual', 'manual_review', 'escalate', 'pending', 'hold', 'check'],
    all: ['and', 'every', 'all_of'],
    any: ['or', 'some', 'any_of', 'one_of'],
    required_when: ['required_if', 'mandatory_when', 'mandatory_if'],
    when: ['if', 'condition', 'conditions'],
    // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
    then: ['decision', 'result', 'do'],
    id: ['name', 'rule'],
    otherwise: ['default', 'else'],
    default: ['else', 'otherwise', 'fallback'],
    minimum: ['min', 'at_least'],
    maximum: ['max', 'at_most'],
    above: ['over', '>', 'gt', 'more_than', 'greater_than'],
    below: ['under', '<', 'lt', 'less_than', 'before'],
    at_least: ['from', 'min', '>=', 'gte'],
    up_to: ['to', 'until', 'max', '<=', 'lte', 'at_most'],
    value: ['then', 'result', 'cell', 'is', 'equals'],
    facts: ['given', 'input', 'inputs'],
    expect: ['then', 'result', 'output'],
    refund: ['amount', 'credited', 'pay'],
    now: ['time', 'at', 'date', 'today'],
    refunds: ['rules', 'refund_rules'],
    per: ['scope', 'period'],
    within: ['window', 'last', 'period'],
    where: ['filter'],
    working_days: ['business_day', 'working_calendar', 'workdays', 'holidays'],
    holidays: ['bank_holidays', 'public_holidays', 'except', 'closed', 'days_off'],
    known_until: ['complete_until', 'valid_until', 'until', 'valid_to'],
    weekdays: ['days', 'week', 'days_of_week'],
    monday: ['mon'],
    tuesday: ['tue', 'tues'],
    wednesday: ['wed'],
    thursday: ['thu', 'thur', 'thurs'],
    friday: ['fri'],
    saturday: ['sat'],
    sunday: ['sun'],
    entries: ['of_kind', 'kind', 'type'],
  } satisfies Readonly<Record<string, readonly string[]>>),
)

/** Those of the candidates that a word of another language means; the most likely one, or null. */
export function foreignWord(word: string, candidates: readonly string[]): string | null {
  const written = snakeCase(word)
  return (
    candidates.find((candidate) => snakeCase(candidate) === written) ??
    candidates.find((candidate) => meanings.get(candidate)?.includes(written)) ??
    null
  )
}

function snakeCase(name: string): string {
  return name
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`)
    .replaceAll('-', '_')
    .toLowerCase()
}
