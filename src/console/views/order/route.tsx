import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

/** One order of a policy. */
export const orderRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orders/$policyName/$id',
  component: lazyRouteComponent(() => import('./order-view.tsx'), 'OrderView'),
})
