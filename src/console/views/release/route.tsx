import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

/** The way of a draft to the version that it becomes. */
export const releaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies/$policy/drafts/$draft/release',
  component: lazyRouteComponent(() => import('./release-view.tsx'), 'ReleaseView'),
})
