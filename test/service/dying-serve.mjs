// The service, killed in the very moment in which an entry is durable and nobody was answered yet.
import { processEnvironment } from '../../dist/config/environment.js'
import { loadConfig } from '../../dist/config/load-config.js'
import { createService } from '../../dist/service.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'

const config = loadConfig({ environment: processEnvironment() })
const storage = await openStorage(config.storeUrl)
const append = async (sealed, options) => {
  await storage.append(sealed, options)
  process.kill(process.pid, 'SIGKILL')
}
const service = await createService(config, { storage: { ...storage, append } })
const { url } = await service.listen()
process.stdout.write(`The dying service listens on ${url}\n\n`)
