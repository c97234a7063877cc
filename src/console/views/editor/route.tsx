import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'
import { readEditorSearch } from './writing/search.ts'

/** The editor of a draft. */
export const editorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies/$policy/drafts/$draft',
  validateSearch: readEditorSearch,
  component: lazyRouteComponent(() => import('./editor-view.tsx'), 'EditorView'),
})
