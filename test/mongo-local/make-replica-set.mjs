// Makes the servers at the given addresses (HOST:PORT) one replica set; exits with 0 once it has a primary. The first
// parameter says how it elects: `quickly`, for tests that take members away, or as MongoDB does by itself (`usually`), so
// that a busy machine is not taken for a lost primary.
import mongoose from 'mongoose'

const [elects, ...hosts] = process.argv.slice(2)
const options = { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000, directConnection: true }

async function withMember(host, ask) {
  const connection = mongoose.createConnection(`mongodb://${host}/`, options)
  try {
    await connection.asPromise()
    return await ask(connection.getClient().db('admin'))
  } finally {
    await connection.close()
  }
}

const states = await Promise.all(hosts.map((host) => withMember(host, (admin) => admin.command({ hello: 1 }))))
if (states.every(({ setName }) => setName === undefined)) {
  const members = hosts.map((host, index) => ({ _id: index, host }))
  const settings = elects === 'quickly' ? { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 } : {}
  await withMember(hosts[0], (admin) => admin.command({ replSetInitiate: { _id: 'rs0', members, settings } }))
}
const isPrimary = await Promise.all(hosts.map((host) => withMember(host, (admin) => admin.command({ hello: 1 }))))
if (!isPrimary.some(({ isWritablePrimary }) => isWritablePrimary)) {
  process.stderr.write('There is no primary yet.\n')
  process.exitCode = 1
}
