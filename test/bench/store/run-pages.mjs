import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { databaseUrl, dropDatabases } from './mongo-database.mjs'
import { pageCosts } from './page-costs.mjs'
import { quickFolder } from './quick-folder.mjs'

/** What a page of each query costs, in SQLite, and in MongoDB where MONGODB_URI names a server. */
export async function runPages({ sizes: { pages: counts }, tell }) {
  const say = (what, figure, ratio) => tell(`${what.padEnd(62)} ${figure.padStart(18)}  ${ratio}`)
  const folder = quickFolder()
  try {
    const urls = counts.map((count) => `sqlite:${join(folder, `pages-${count}.db`)}`)
    await pageCosts({ urls, counts, say })
  } finally {
    rmSync(folder, { recursive: true })
  }
  const server = process.env.MONGODB_URI
  if (!server) return { counts }
  const urls = counts.map((count) => databaseUrl(server, count))
  try {
    await pageCosts({ urls, counts, say })
  } finally {
    await dropDatabases(urls)
  }
  return { counts }
}
