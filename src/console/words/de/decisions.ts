import type { decisions as english } from '../en/decisions.ts'

/** Finding decisions and reading why. */
export const decisions: typeof english = {
  title: 'Entscheidungen',
  follow: 'Neue verfolgen',
  when: 'Entschieden',
  order: 'Bestellung',
  account: 'Konto',
  outcome: 'Ergebnis',
  amount: 'Gutgeschrieben',
  clause: 'Klausel',
  rule: 'Regel',
  version: 'Version',
  filters: {
    order: 'Bestellung',
    account: 'Konto',
    outcome: 'Ergebnis oder eigenes Wort',
    clause: 'Klausel',
    rule: 'Regel',
    version: 'Version',
    from: 'Von',
    to: 'Vor',
  },
  nothingFound: 'Keine Entscheidung passt',
  nothingFoundText:
    'Filter gelten alle zugleich und vergleichen genau, auch große Buchstaben. Lassen Sie einen weg oder wählen Sie mehr Zeit.',
  noneYet: 'Noch keine Entscheidungen',
  noneYetText:
    'Ein Backend fragt mit POST\u00a0/v1/decisions bei jedem Zustand einer Bestellung und jedem Wunsch ihres Kunden. Beim Start hat der Dienst eine Anfrage zum Ausprobieren ausgegeben.',
}
