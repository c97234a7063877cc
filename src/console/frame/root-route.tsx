import { createRootRoute, retainSearchParams } from '@tanstack/react-router'
import { Shell } from './shell.tsx'

/** What every address may say: the policy that the page is about. */
export interface RootSearch {
  readonly policy?: string | undefined
}

const policyName = /^[a-z0-9][a-z0-9_-]{0,63}$/u

/** The frame; every view is a route below it. */
export const rootRoute = createRootRoute({
  validateSearch: ({ policy }: Record<string, unknown>): RootSearch =>
    typeof policy === 'string' && policyName.test(policy) ? { policy } : {},
  search: { middlewares: [retainSearchParams(['policy'])] },
  component: Shell,
})
