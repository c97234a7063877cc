// The service with a clock that is some seconds slow (SECONDS_SLOW): what a process on a machine without time service is.
import { processEnvironment } from '../../dist/config/environment.js'
import { loadConfig } from '../../dist/config/load-config.js'
import { createService } from '../../dist/service.js'

const { SECONDS_SLOW: secondsSlow = '5', ...environment } = processEnvironment()
const clock = { now: () => Date.now() - Number(secondsSlow) * 1000 }
const service = await createService(loadConfig({ environment }), { clock })
const { url } = await service.listen()
process.stdout.write(`The skewed service listens on ${url}\n\n`)
process.once('SIGTERM', () => void service.close())
