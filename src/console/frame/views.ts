import type { operations } from '../api/openapi.generated.ts'

/** The views of the navigation in their order, each with the operation that it is nothing without. */
export const views = [
  { name: 'overview', to: '/overview', needs: 'getTotals' },
  { name: 'decisions', to: '/decisions', needs: 'listDecisions' },
  { name: 'reviews', to: '/reviews', needs: 'listReviews' },
  { name: 'accounts', to: '/accounts', needs: 'getAccount' },
  { name: 'disputes', to: '/disputes', needs: 'listDisputes' },
  { name: 'policies', to: '/policies', needs: 'listPolicies' },
  { name: 'settings', to: '/settings', needs: 'getApprovals' },
] as const satisfies readonly { readonly name: string; readonly to: string; readonly needs: keyof operations }[]
