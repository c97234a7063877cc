import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

/** One dispute. */
export const disputeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/disputes/$id',
  component: lazyRouteComponent(() => import('./dispute-view.tsx'), 'DisputeView'),
})
