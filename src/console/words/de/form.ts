/** Die häufigsten Änderungen einer Richtlinie, ohne YAML. */
export const form = {
  text: 'Was Sie hier ändern, steht sogleich im Text. Kommentare bleiben.',
  unreadable: 'Der Text ist gerade kein YAML',
  unreadableText: 'Beheben Sie im Text, was unter Fehler steht; dann ist das Formular wieder da.',
  parts: {
    constants: 'Konstanten',
    tables: 'Tabellen',
    limits: 'Grenzen und Fristen',
    clauses: 'Was Kunden lesen',
    rules: 'Regeln',
  },
  noConstants: 'Dieser Text hat keine Konstanten.',
  noTables: 'Dieser Text hat keine Tabellen.',
  steps: {
    at_least: 'mindestens',
    up_to: 'bis',
    below: 'unter',
    above: 'über',
    otherwise: 'sonst',
    key: 'Schlüssel',
    keys: 'Schlüssel',
    key1: 'Schlüssel',
  },
  limitsText:
    'Eine Erstattung über einer Grenze wartet auf einen Menschen. Ohne Grenze wird sie sofort gutgeschrieben.',
  scopes: { decision: 'Eine Entscheidung', account_day: 'Ein Konto, ein Tag', day: 'Alle Konten, ein Tag' },
  limitPer: 'Für',
  currency: 'Währung',
  most: 'Höchstens',
  addLimit: 'Grenze hinzufügen',
  remove: 'Entfernen',
  removeLimit: (limit: string) => `Die Grenze entfernen: ${limit}`,
  times: { target: 'Eine Prüfung sollte erledigt sein binnen', due: 'Sie muss erledigt sein binnen', level: 'Von wem' },
  clauseTitle: 'Titel',
  clauseText: 'Text',
  rulesText:
    'Die erste Regel, die zutrifft, entscheidet. Eine Regel, die aus ist, ist wie nicht da, und ihre Fälle ruhen.',
}
