import mongoose from 'mongoose'

/** A database of its own on the server that the URI names; who logs in is looked up where the URI says. */
export function databaseUrl(uri, name) {
  const { start, query = '' } = /^(?<start>[^:]+:\/\/[^/?]+)[^?]*(?<query>\?.*)?$/.exec(uri).groups
  return `${start}/refund_policy_bench_${process.pid}_${name}${query}`
}

/** Removes the databases that the URLs name. */
export async function dropDatabases(urls) {
  for (const url of urls) {
    const connection = await mongoose.createConnection(url).asPromise()
    await connection.dropDatabase()
    await connection.close()
  }
}
