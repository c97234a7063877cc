import { describe, expect, it } from '@jest/globals'
import type { LogLevel } from '../../src/config/config.ts'
import { createLogger, type Logger } from '../../src/observability/logger.ts'

function logged(level: LogLevel, write: (logger: Logger) => void): readonly Record<string, unknown>[] {
  const lines: string[] = []
  write(createLogger({ level, stream: { write: (line) => lines.push(line) } }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('createLogger', () => {
  it('writes one JSON object a line with a level by name and a UTC time', () => {
    const [line] = logged('info', (logger) => logger.info({ order: 'o-1' }, 'decided'))
    expect(line).toMatchObject({ level: 'info', order: 'o-1', msg: 'decided' })
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('leaves out what is below its level', () => {
    expect(logged('warn', (logger) => logger.info('decided'))).toEqual([])
    expect(logged('silent', (logger) => logger.fatal('decided'))).toEqual([])
  })

  it.each([
    { authorization: 'Bearer S3CRET' },
    { req: { headers: { authorization: 'Bearer S3CRET', 'set-cookie': 'S3CRET' } } },
    { request: { body: { api_key: 'S3CRET' } } },
    { config: { adminKey: 'S3CRET', admin_key: 'S3CRET' } },
    { created: { secret: 'S3CRET' } },
    { a: { b: { c: { password: 'S3CRET' } } } },
  ])('never writes the secret in %j', (fields) => {
    const [line] = logged('info', (logger) => logger.info(fields, 'seen'))
    expect(JSON.stringify(line)).not.toContain('S3CRET')
    expect(JSON.stringify(line)).toContain('[removed]')
  })

  it('tells a fault without the ids that it names', () => {
    const detail = 'The store is damaged: entry 3 of the account "customer-7" is not as it was written.'
    const err = new Error(detail, { cause: new Error('the order "customer-7-1" is missing') })
    const [line] = logged('info', (logger) => logger.error({ err: Object.assign(err, { detail }) }, 'failed'))
    expect(JSON.stringify(line)).not.toContain('customer-7')
    expect(JSON.stringify(line)).toContain('entry 3 of the account')
  })
})
