import type { order as english } from '../en/order.ts'

/** One order. */
export const order: typeof english = {
  title: (id) => `Bestellung ${id}`,
  ledger: 'Was sie erhielt',
  policy: 'Richtlinie',
  account: 'Konto',
  atMost: 'Höchstens',
  notKnown: 'noch nicht bekannt',
  credited: 'Hier gutgeschrieben',
  elsewhere: 'Anderswo gutgeschrieben',
  chargedBack: 'Zurückgebucht',
  openDisputes: 'Offene Streitfälle',
  waitingParts: 'Teile, die auf einen Menschen warten',
  deniedParts: 'Teile, die ein Mensch abgelehnt hat',
  updated: 'Geändert',
  toReview: 'Zur wartenden Prüfung',
  facts: 'Tatsachen der Bestellung',
  decisions: 'Neueste Entscheidungen',
  noDecisions: 'Über sie wurde noch nichts entschieden.',
  allDecisions: 'Alle Entscheidungen über sie',
}
