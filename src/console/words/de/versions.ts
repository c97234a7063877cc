import type { versions as english } from '../en/versions.ts'

/** The versions of a policy. */
export const versions: typeof english = {
  title: (policy) => `Fassungen von ${policy}`,
  timeline: 'Fassungen, die neueste zuerst',
  version: (version) => `Fassung ${version}`,
  active: 'entscheidet jetzt',
  retired: 'ab hier zurückgezogen',
  noReason: 'Ohne Begründung.',
  approvedBy: (names) => `genehmigt von ${names}`,
  whatChanged: 'Was sie änderte',
  decisions: 'Ihre Entscheidungen',
  restore: 'Wiederherstellen',
  difference: 'Was sich unterscheidet',
  from: 'Von Fassung',
  to: 'Zu Fassung',
  sameVersion: 'Wählen Sie zwei verschiedene Fassungen.',
  restoreTitle: (version) => `Fassung ${version} wiederherstellen`,
  restoreText: (version, next) =>
    `Der Text der Fassung ${version} wird noch einmal veröffentlicht, als Fassung ${next}. Ab dann entscheidet er. An dem, was entschieden wurde, ändert sich nichts.`,
  proposeText: (newest) =>
    `Aus dem Text dieser Fassung entsteht ein Entwurf, der an die Stelle der Fassung ${newest} treten soll.`,
  propose: 'Einen Entwurf daraus machen',
  proposed: 'Der Entwurf ist angelegt.',
  fourEyes: 'Für diese Richtlinie gelten vier Augen: Ein zweiter Mensch genehmigt, bevor veröffentlicht wird.',
  acceptBreaking: 'Veröffentlichen, obwohl diese Aufrufer abgewiesen werden',
  restored: (version, next) => `Der Text der Fassung ${version} entscheidet wieder, als Fassung ${next}.`,
}
