import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'
import { readVersionsSearch } from './search.ts'

/** The versions of a policy. */
export const versionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies/$policy/versions',
  validateSearch: readVersionsSearch,
  component: lazyRouteComponent(() => import('./versions-view.tsx'), 'VersionsView'),
})
