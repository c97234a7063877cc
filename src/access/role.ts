/** What an API key may do; `admin` may do everything. */
export const roles = ['decide', 'read', 'review', 'edit', 'publish', 'admin'] as const
export type Role = (typeof roles)[number]
