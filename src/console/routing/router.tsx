import { createRouter } from '@tanstack/react-router'
import { rootRoute } from '../frame/root-route.tsx'
import { decisionsRoute } from '../views/decisions/route.tsx'
import { homeRoute } from '../views/home/route.tsx'
import { BrokenView } from './broken-view.tsx'
import { MissingView } from './missing-view.tsx'

const routes = rootRoute.addChildren([homeRoute, decisionsRoute])

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
