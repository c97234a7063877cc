import { createRouter } from '@tanstack/react-router'
import { rootRoute } from '../frame/root-route.tsx'
import { accountRoute } from '../views/account/route.tsx'
import { accountsRoute } from '../views/accounts/route.tsx'
import { decisionRoute } from '../views/decision/route.tsx'
import { decisionsRoute } from '../views/decisions/route.tsx'
import { disputeRoute } from '../views/dispute/route.tsx'
import { disputesRoute } from '../views/disputes/route.tsx'
import { policyRoute } from '../views/editor/policy-route.tsx'
import { editorRoute } from '../views/editor/route.tsx'
import { homeRoute } from '../views/home/route.tsx'
import { orderRoute } from '../views/order/route.tsx'
import { overviewRoute } from '../views/overview/route.tsx'
import { policiesRoute } from '../views/policies/route.tsx'
import { releaseRoute } from '../views/release/route.tsx'
import { reviewsRoute } from '../views/reviews/route.tsx'
import { settingsRoute } from '../views/settings/route.tsx'
import { versionsRoute } from '../views/versions/route.tsx'
import { BrokenView } from './broken-view.tsx'
import { MissingView } from './missing-view.tsx'

const routes = rootRoute.addChildren([
  homeRoute,
  overviewRoute,
  decisionsRoute,
  decisionRoute,
  reviewsRoute,
  accountsRoute,
  accountRoute,
  orderRoute,
  disputesRoute,
  disputeRoute,
  policiesRoute,
  policyRoute,
  editorRoute,
  settingsRoute,
  versionsRoute,
  releaseRoute,
])

/** All views by their addresses below `/console`; their code is loaded when they are opened. */
export function createConsoleRouter() {
  return createRouter({
    routeTree: routes,
    basepath: '/console',
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenView,
    defaultNotFoundComponent: MissingView,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
