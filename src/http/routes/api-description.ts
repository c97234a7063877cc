import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { textAnswer } from '../answer/answer.ts'
import { docsHeaders } from '../answer/security-headers.ts'
import type { OpenApiDocument } from '../openapi/document.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Refund Policy Service: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`

const startScript = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
  displayRequestDuration: true,
})
`

/** Where the installed page's files are. package.json puts a harmless package in the place of one that it brings for its install script alone. */
export const docsFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** What the docs page loads, by path: files of {@link docsFolder}, or a script's text. */
export const docsAssets: readonly { readonly path: string; readonly file?: string; readonly script?: string }[] = [
  { path: '/docs/swagger-ui.css', file: 'swagger-ui.css' },
  { path: '/docs/swagger-ui-bundle.js', file: 'swagger-ui-bundle.js' },
  { path: '/docs/start.js', script: startScript },
]

/** The document as it is, and the page that shows it and sends trial requests. */
export function apiDescriptionRoutes(document: OpenApiDocument): OperationHandlers<'getOpenApiDocument' | 'getDocs'> {
  const text = JSON.stringify(document)
  return {
    getOpenApiDocument: async () =>
      textAnswer(200, { mediaType: 'application/json', text }, { 'Cache-Control': 'no-cache' }),
    getDocs: async () => textAnswer(200, { mediaType: 'text/html', text: page }, docsHeaders),
  }
}
