// Makes the servers at the given ports of this machine one replica set; exits with 0 once it has a primary.
import mongoose from 'mongoose'

const ports = process.argv.slice(2).map(Number)
const options = { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000, directConnection: true }

async function withMember(port, ask) {
  const connection = mongoose.createConnection(`mongodb://127.0.0.1:${port}/`, options)
  try {
    await connection.asPromise()
    return await ask(connection.getClient().db('admin'))
  } finally {
    await connection.close()
  }
}

const states = await Promise.all(ports.map((port) => withMember(port, (admin) => admin.command({ hello: 1 }))))
if (states.every(({ setName }) => setName === undefined)) {
  const members = ports.map((port, index) => ({ _id: index, host: `127.0.0.1:${port}` }))
  const settings = { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 }
  await withMember(ports[0], (admin) => admin.command({ replSetInitiate: { _id: 'rs0', members, settings } }))
}
const isPrimary = await Promise.all(ports.map((port) => withMember(port, (admin) => admin.command({ hello: 1 }))))
if (!isPrimary.some(({ isWritablePrimary }) => isWritablePrimary)) {
  process.stderr.write('There is no primary yet.\n')
  process.exitCode = 1
}
