import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'
import { readReviewSearch } from './search.ts'

/** The queue of reviews, and the one that is looked at. */
export const reviewsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reviews',
  validateSearch: readReviewSearch,
  component: lazyRouteComponent(() => import('./reviews-view.tsx'), 'ReviewsView'),
})
