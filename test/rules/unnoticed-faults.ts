/**
 * The small faults of the shipped policies that their cases do not notice, by policy, as "part: change", and why none does:
 * of each it is proved that the policy decides every order as before, by the same rule and for the same exact amount.
 */
export const unnoticedFaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'app-store': {
    'rule does-not-work: tried after bought-by-a-child': 'a request has one reason: no order is one for both',
  },
  'event-tickets': {
    "fact request.reason: default 'none' becomes 'can_not_come'": 'no rule reads the reason',
    'rule called-off: tried after moved': 'an event has one state: no order is one for both',
    'rule returned: share_back > 0 becomes share_back > 1': 'the table has no share between 0 and 1',
  },
  hosting: {
    "fact cancellation.reason: default 'none' becomes 'not_needed'": 'no rule reads the reason',
    'rule misuse: tried after not-provided': 'a contract has one state: no order is one for both',
    'rule unused-time: tried after monthly-plan':
      'what ends early runs for more than a month: no order is one for both',
    'rule first-dispute: tried after further-dispute': 'no dispute and some disputes exclude each other',
    'rule further-dispute: history.disputes > 0 becomes history.disputes >= 0':
      'without a dispute first-dispute decides',
    'rule further-dispute: history.disputes > 0 becomes history.disputes > -1':
      'without a dispute first-dispute decides',
  },
  insurance: {
    'fact policy.stamp_duty: default 0 becomes 1':
      'the duty only raises the cap, which no refund reaches but for a premium with fractions of a cent',
    'table short_rate: otherwise: 100 becomes 101': 'nothing is refunded of a premium that is kept whole',
    'rule total-loss: tried after loss-paid': 'a loss is partial or total: no order is one for both',
    'rule free-look: tried after days-left': 'a cancellation has one reason: no order is one for both',
    'rule days-left: tried after short-rate': 'a cancellation has one reason: no order is one for both',
  },
  lodging: {
    'derived nights_left: clamp(stay.nights - nights_used, 0, stay.nights) becomes stay.nights - nights_used':
      'the rule asks for more than 0, and prorate pays no more than all nights: the clamp is for the message',
    'table nights_kept: strict, some_days: 0 becomes 1': 'nothing is refunded of the other nights either',
    'table nights_kept: strict, a_day: 0 becomes 1': 'nothing is refunded of the other nights either',
    'table nights_kept: strict, last_day: 0 becomes 1': 'nothing is refunded of the other nights either',
    'rule left-early: tried after just-booked': 'a stay has one state: no order is one for both',
  },
  'rail-tickets': {
    'derived fee_kept: 0 becomes 1': 'the table has no fee between 0 and 1 percent',
    'table fee: otherwise: 100 becomes 101': 'only super saver tickets have no row, and super-saver denies them before',
    'table delay_share: at_least 60 becomes at_least 59': 'both rules that read it ask for 60 minutes',
    'table delay_share: otherwise: 0 becomes 1': 'both rules that read it ask for 60 minutes',
    'rule did-not-travel: tried after delay-too-small': 'a request has one reason: no order is one for both',
  },
  'smm-panel': {
    "fact claim.reason: default 'none' becomes 'canceled'": 'no rule speaks of the claim canceled: the status decides',
    "condition canceled_by_customer: without order.canceled_by == 'customer'":
      'what we canceled is refunded before; who canceled is never unknown when this rule is reached',
    'rule account-closed: tried after account-suspended': 'an account has one standing: no order is one for both',
    'rule undelivered-part: tried after could-not-start': 'an order has one status: no order is one for both',
    'rule service-drop: tried after platform-delay': 'a claim has one reason: no order is one for both',
    'rule completed: tried after in-progress': 'an order has one status: no order is one for both',
  },
  tuition: {
    'derived days_left: clamp(course.class_days - held, 0, course.class_days) becomes course.class_days - held':
      'prorate pays no more than all and no less than nothing: the clamp is for the message',
    'rule course-canceled: tried after course-broken-off': 'a course has one state: no order is one for both',
    'rule during-the-course: percent_back > 0 becomes percent_back > 1': 'the table has no share between 0 and 1',
  },
}
