import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

/** One policy: the text in force and its drafts. */
export const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies/$policy',
  component: lazyRouteComponent(() => import('./policy-view.tsx'), 'PolicyView'),
})
