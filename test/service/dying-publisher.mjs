// The service, killed in the very moment in which a draft's version is durable and the draft does not say so yet.
import { processEnvironment } from '../../dist/config/environment.js'
import { loadConfig } from '../../dist/config/load-config.js'
import { createService } from '../../dist/service.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'

const config = loadConfig({ environment: processEnvironment() })
const storage = await openStorage(config.storeUrl)
const replaceDraft = async (draft, over) => {
  if (draft.state === 'published') process.kill(process.pid, 'SIGKILL')
  return storage.replaceDraft(draft, over)
}
const service = await createService(config, { storage: { ...storage, replaceDraft } })
const { url } = await service.listen()
process.stdout.write(`The dying service listens on ${url}\n\n`)
