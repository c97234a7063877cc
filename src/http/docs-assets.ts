import type { Express } from 'express'
import { commonHeaders } from './answer/security-headers.ts'
import { exchangeOf } from './request/exchange.ts'
import { docsAssets, docsFolder } from './routes/api-description.ts'

/** Serves what the page of the API loads. */
export function serveDocsAssets(app: Express): void {
  for (const { path, file, script } of docsAssets) {
    app.get(path, (_request, response) => {
      const { requestId } = exchangeOf(response)
      response.set({ ...commonHeaders, 'X-Request-Id': requestId, 'Cache-Control': 'public, max-age=3600' })
      if (file === undefined) response.type('text/javascript').send(script)
      else response.sendFile(file, { root: docsFolder })
    })
  }
}
