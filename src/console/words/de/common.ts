import type { common as english } from '../en/common.ts'

/** Words that many views share. */
export const common: typeof english = {
  copy: (what) => `${what} kopieren`,
  copied: 'Kopiert',
  close: 'Schließen',
  cancel: 'Abbrechen',
  more: 'Mehr anzeigen',
  search: 'Suchen',
  clearSearch: 'Suche leeren',
  loading: 'Wird geladen',
  none: 'keine',
  unknown: 'unbekannt',
  yes: 'ja',
  no: 'nein',
  reason: 'Grund',
  reasonHint: 'Er bleibt unter Ihrem Namen in den Aufzeichnungen.',
  retry: 'Noch einmal',
  faultTitle: 'Das hat nicht geklappt',
  notFoundTitle: 'Hier ist nichts',
  notFoundText: 'Vielleicht ist der Link alt oder vertippt.',
  brokenTitle: 'Diese Ansicht ist gestört',
  brokenText:
    'Der Fehler liegt bei uns, geändert wurde dadurch nichts. Laden Sie die Seite neu; was gespeichert ist, ist sicher.',
  publicPage: 'Was Kunden lesen',
  requestId: 'Anfrage',
  outcomes: { approve: 'Genehmigt', deny: 'Abgelehnt', review: 'In Prüfung' },
  standings: {
    good: 'gut',
    warned: 'verwarnt',
    suspended: 'ausgesetzt',
    terminated: 'beendet',
    banned: 'gesperrt',
  },
  docs: 'Die API, zum Lesen und Ausprobieren',
}
