/** The versions of a policy. */
export const versions = {
  title: (policy: string) => `Versions of ${policy}`,
  timeline: 'Versions, newest first',
  version: (version: number) => `Version ${version}`,
  active: 'decides now',
  retired: 'retired from here on',
  noReason: 'No reason was given.',
  approvedBy: (names: string) => `approved by ${names}`,
  whatChanged: 'What it changed',
  decisions: 'Its decisions',
  restore: 'Restore',
  difference: 'What differs',
  from: 'From version',
  to: 'To version',
  sameVersion: 'Choose two versions that are not the same.',
  restoreTitle: (version: number) => `Restore version ${version}`,
  restoreText: (version: number, next: number) =>
    `The text of version ${version} is published again, as version ${next}. It decides from then on. Nothing of what was decided changes.`,
  proposeText: (newest: number) =>
    `A draft is made of the text of this version, to take the place of version ${newest}.`,
  propose: 'Make a draft of it',
  proposed: 'The draft is made.',
  fourEyes: 'Four eyes are set for this policy: a second person approves before anything is published.',
  acceptBreaking: 'Publish it although these callers will be refused',
  restored: (version: number, next: number) => `The text of version ${version} decides again, as version ${next}.`,
}
