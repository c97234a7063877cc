import type { LanguageFile } from './language-file.ts'

/** German. */
export const german: LanguageFile = {
  language: 'de',
  unknown: 'unbekannt',
  yes: 'ja',
  no: 'nein',
  reasons: {
    nothing_to_refund: 'Für diese Bestellung gibt es nichts zu erstatten.',
    already_credited:
      'Für diese Bestellung stehen {entitled} zu, und sie wurden schon gutgeschrieben. Mehr ist nicht fällig.',
    missing_fact: 'Wir müssen noch etwas klären, bevor wir entscheiden. Jemand von uns sieht es sich an.',
    calculation_fault: 'Die Erstattung ließ sich nicht automatisch berechnen. Jemand von uns sieht es sich an.',
    over_limit: 'Diese Erstattung ist höher, als automatisch gezahlt wird. Jemand von uns sieht es sich an.',
    dispute_open: 'Zu diesem Konto ist eine Zahlung strittig, deshalb sieht sich jemand von uns diese Erstattung an.',
    approvals_paused: 'Automatische Erstattungen ruhen zurzeit. Jemand von uns sieht sich diese hier an.',
    denied_by_reviewer: 'Jemand von uns hat sich diese Anfrage angesehen und gegen eine Erstattung entschieden.',
    charge_differs: 'Für diese Bestellung wird ein höherer Preis gemeldet als zuvor. Jemand von uns sieht es sich an.',
    whole_order_credited:
      'Für diese Bestellung wurde als Ganzes schon etwas erstattet, deshalb sieht sich jemand von uns diesen Teil an.',
    denied_before:
      'Jemand von uns hat sich zuvor gegen eine Erstattung entschieden. Was sich seither geändert hat, sieht sich wieder jemand an.',
    reopened: 'Jemand von uns sieht sich diese Anfrage noch einmal an.',
    recovery: 'Für diese Bestellung wurde mehr erstattet, als zusteht. Jemand von uns sieht es sich an.',
    dispute_amount:
      'Zuerst ist eine strittige Zahlung zu dieser Bestellung zu klären. Jemand von uns sieht es sich an.',
    part_waits:
      'Ein anderer Teil dieser Bestellung wird gerade geprüft, deshalb sieht sich jemand von uns auch diesen an.',
  },
  still_waiting: 'Diese Bestellung wird schon geprüft; was Sie jetzt geschickt haben, kommt zu dieser Prüfung hinzu.',
  no_dispute_rule: 'Die strittige Zahlung ist vermerkt. Am Stand Ihres Kontos ändert sie nichts.',
  undecided_dispute:
    'Die strittige Zahlung ist vermerkt. Die Regeln dafür ließen sich nicht automatisch anwenden, deshalb sieht sich jemand von uns den Fall an.',
  page: {
    skip: 'Zum Text springen',
    updated: 'Zuletzt geändert am',
    version: 'Fassung',
    contents: 'Inhalt',
    questions: 'Fragen?',
    languages: 'Sprachen',
  },
  table: {
    up_to: 'bis {edge}',
    below: 'weniger als {edge}',
    at_least: 'mindestens {edge}',
    above: 'mehr als {edge}',
    until: 'bis zum {edge}',
    before: 'vor dem {edge}',
    from: 'ab dem {edge}',
    after: 'nach dem {edge}',
    otherwise: 'sonst',
  },
}
