/** What an API key may do; `admin` may do everything. */
export const roles = ['decide', 'read', 'review', 'edit', 'approve', 'publish', 'admin'] as const
export type Role = (typeof roles)[number]

/** Up to which level a key reviews: by the policy's name, or under `*` for every other. */
export type ReviewLevels = Readonly<Record<string, string>>
