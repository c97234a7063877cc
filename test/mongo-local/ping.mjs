// Exits with 0 if the server of the given URI answers a read of its data within two seconds.
import mongoose from 'mongoose'

const uri = process.argv[2] ?? ''
const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000 })
try {
  await connection.asPromise()
  await connection.db.command({ ping: 1 })
  await connection.db.collection('ping').findOne({ _id: 0 })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
} finally {
  await connection.close()
}
