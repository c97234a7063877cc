import type { changes as english } from '../en/changes.ts'

/** What one text of a policy has otherwise than another. */
export const changes: typeof english = {
  list: 'Änderungen in den Begriffen der Richtlinie',
  none: 'Sie entscheiden gleich und lesen sich gleich.',
  notReadable: 'Einer der Texte hat Fehler: Er lässt sich nur Zeile für Zeile vergleichen.',
  tooDifferent: 'Die Texte haben zu wenig gemeinsam, um sie Zeile für Zeile zu vergleichen.',
  lineByLine: 'Zeile für Zeile, in YAML',
  acts: { added: 'neu', removed: 'entfernt', moved: 'verschoben', changed: 'geändert' },
  kinds: {
    setting: 'Einstellung',
    subject: 'Gegenstand',
    fact: 'Angabe',
    derived: 'Abgeleiteter Wert',
    constant: 'Konstante',
    label: 'Bezeichnung',
    table: 'Tabelle',
    condition: 'Bedingung',
    action: 'Aktion',
    limit: 'Grenze',
    clause: 'Klausel',
    rule: 'Regel',
    default: 'Vorgabe',
    dispute_rule: 'Regel für Streitfälle',
    message: 'Nachricht',
    case: 'Fall',
  },
}
