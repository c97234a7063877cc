import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../..', import.meta.url))
const key = 'an-administrator-key-for-screenshots'

/** Where the checkpoints of a store are, and the file of the key that signs them. */
export function checkpointsOf(home, storeUrl) {
  return { folder: join(home, `checkpoints-of-${storeUrl.split('/').at(-1)}`), key: join(home, 'checkpoint.key') }
}

/** Starts the built service over a store, which signs checkpoints; resolves when it listens. */
export async function startRunning(home, storeUrl) {
  const { folder, key: signs } = checkpointsOf(home, storeUrl)
  const child = spawn(process.execPath, [join(project, 'dist/main.js')], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'warn',
      ADMIN_KEY: key,
      STORE_URL: storeUrl,
      CHECKPOINT_FOLDER: folder,
      CHECKPOINT_KEY_FILE: signs,
      // On a machine that does much else pictures are worth waiting for.
      REQUEST_DEADLINE_MS: '120000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const found = /listens on (http:\S+)/u.exec(String(text))?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error('the service ended')))
  })
  return {
    url,
    key,
    api: (method, path, json) => ask(`${url}${path}`, method, json),
    stop: () => child.kill('SIGTERM'),
  }
}

async function ask(url, method, json) {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
  const response = await fetch(url, { method, headers, ...(json === undefined ? {} : { body: JSON.stringify(json) }) })
  if (!response.ok) throw new Error(`${method} ${url}: ${await response.text()}`)
  return await response.json()
}
