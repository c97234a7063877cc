// The process that asks: it takes one job after the other from the bench and sends back what it measured.
import { bulk } from '../bulk/bulk-client.mjs'
import { closedLoop } from './closed-loop.mjs'
import { newConnections, openLoop } from './open-loop.mjs'

const kinds = { bulk, closedLoop, openLoop, newConnections }

async function measure({ kind, job }) {
  try {
    process.send({ measured: await kinds[kind](job) })
  } catch (error) {
    process.send({ fault: error.message })
  }
}

process.on('message', (question) => void measure(question))
