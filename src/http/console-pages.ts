import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Express, RequestHandler } from 'express'
import { installedFile } from '../config/installation.ts'
import { textAnswer } from './answer/answer.ts'
import { commonHeaders, consoleHeaders } from './answer/security-headers.ts'
import { sendAnswer } from './answer/send-answer.ts'
import { exchangeOf } from './request/exchange.ts'

/** Where the build puts the console. */
const consoleFolder = installedFile('dist/console')
const assetsFolder = join(consoleFolder, 'assets')
/** Stands in the built page where each answer has a nonce of its own. */
const noncePlace = '__NONCE__'
const forEver = 'public, max-age=31536000, immutable'

/**
 * The console at `/console`: its page for every path below, so that a link leads back to where one was, and the files that
 * the page loads. Their names change with their content. `/` leads to it. Nothing where it was not built.
 */
export function serveConsole(app: Express): void {
  const pageFile = join(consoleFolder, 'index.html')
  if (!existsSync(pageFile)) return
  const page = readFileSync(pageFile, 'utf8')
  app.get('/', (_request, response) => response.set(commonHeaders).redirect('/console'))
  app.get('/console/assets/:name', sendAsset(new Set(readdirSync(assetsFolder))))
  app.get(['/console', '/console/{*path}'], (request, response, next) => {
    if (request.path.startsWith('/console/assets/')) {
      next()
      return
    }
    const exchange = exchangeOf(response)
    exchange.route = '/console'
    const nonce = randomBytes(18).toString('base64')
    const text = page.replaceAll(noncePlace, nonce)
    sendAnswer(response, textAnswer(200, { mediaType: 'text/html', text }, consoleHeaders(nonce)), exchange.requestId)
  })
}

/** Sends the compressed file beside it where the browser takes that. */
function sendAsset(names: ReadonlySet<string>): RequestHandler<{ readonly name: string }> {
  return (request, response, next) => {
    const { name } = request.params
    if (!names.has(name)) {
      next()
      return
    }
    const exchange = exchangeOf(response)
    exchange.route = '/console/assets'
    response.set({ ...commonHeaders, 'X-Request-Id': exchange.requestId, 'Cache-Control': forEver })
    response.vary('Accept-Encoding').type(name)
    const compressed = `${name}.gz`
    const isCompressed = names.has(compressed) && request.acceptsEncodings('gzip') === 'gzip'
    if (isCompressed) response.set('Content-Encoding', 'gzip')
    response.sendFile(isCompressed ? compressed : name, { root: assetsFolder, cacheControl: false })
  }
}
