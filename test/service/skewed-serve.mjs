// The service with a clock that is 5 seconds slow: what a process on a machine without time service is.
import { processEnvironment } from '../../dist/config/environment.js'
import { loadConfig } from '../../dist/config/load-config.js'
import { createService } from '../../dist/service.js'

const secondsSlow = 5
const clock = { now: () => Date.now() - secondsSlow * 1000 }
const service = await createService(loadConfig({ environment: processEnvironment() }), { clock })
const { url } = await service.listen()
process.stdout.write(`The skewed service listens on ${url}\n\n`)
process.once('SIGTERM', () => void service.close())
