// Who works at the panel: keys.

const people = [
  ['backend', ['decide'], {}],
  ['anna', ['admin'], {}],
  ['jonas', ['edit', 'publish', 'read'], {}],
  ['maria', ['review', 'read'], { '*': 'manager' }],
  ['tom', ['review'], { '*': 'support' }],
  ['dashboard', ['read'], {}],
]

/** Makes the keys of people and programs. */
export async function fillOffice({ domain }) {
  for (const [name, roles, reviewLevels] of people) {
    await domain.access.createKey({ name, roles, reviewLevels, author: 'anna' })
  }
}
