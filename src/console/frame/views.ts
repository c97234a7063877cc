import type { operations } from '../api/openapi.generated.ts'

/** The views of the navigation in their order, each with the operation that it is nothing without. */
export const views = [{ name: 'decisions', to: '/decisions', needs: 'listDecisions' }] as const satisfies readonly {
  readonly name: string
  readonly to: string
  readonly needs: keyof operations
}[]
