import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'
import { readDisputeSearch } from './search.ts'

/** The list of disputes. */
export const disputesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/disputes',
  validateSearch: readDisputeSearch,
  component: lazyRouteComponent(() => import('./disputes-view.tsx'), 'DisputesView'),
})
