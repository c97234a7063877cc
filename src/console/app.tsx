import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { createQueryClient } from './api/query-client.ts'
import { cssVariables, theme } from './frame/theme.ts'
import { pageNonce } from './parts/page-nonce.ts'
import { createConsoleRouter } from './routing/router.tsx'
import { SpeechProvider } from './words/speech-provider.tsx'

// What keeps the page behind a dialog from scrolling writes a style of its own, and looks for the nonce there.
Object.assign(globalThis, { __webpack_nonce__: pageNonce })

const queryClient = createQueryClient()
const router = createConsoleRouter()

/** The whole console. */
export function App(): ReactElement {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => pageNonce}
    >
      <SpeechProvider>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </SpeechProvider>
    </MantineProvider>
  )
}
