import cluster from 'node:cluster'
import { AggregatorRegistry, type Registry } from 'prom-client'

/** What a worker asks of its primary, and what it is told. */
interface Question {
  readonly metricsOf: 'all'
  readonly question: number
}
interface Told {
  readonly question: number
  readonly metrics: string | null
}

const patience = 5000

/** In a primary: answers its workers with the sums over all of them. */
export function answerMetricsOfAll(): void {
  const all = new AggregatorRegistry()
  cluster.on('message', (worker, message: Partial<Question>) => {
    if (message.metricsOf !== 'all' || message.question === undefined) return
    const { question } = message
    const tell = (metrics: string | null): void => {
      if (worker.isConnected()) worker.send({ question, metrics } satisfies Told)
    }
    all.clusterMetrics().then(tell, () => tell(null))
  })
}

/**
 * In a worker: tells its own metrics whenever the primary asks, and gives what asks for those of all workers, added up
 * by the primary. That rejects where the primary does not answer in time.
 */
export function joinMetrics(): () => Promise<string> {
  listener ??= new AggregatorRegistry()
  return metricsOfAll
}

/** It hears the primary from the moment that it is made. */
let listener: Registry | null = null

function metricsOfAll(): Promise<string> {
  questions += 1
  const question = questions
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      process.off('message', hear)
    }
    const hear = (message: Partial<Told>): void => {
      if (message.question !== question || message.metrics === undefined) return
      end()
      if (message.metrics === null) reject(new Error('a worker did not tell its metrics'))
      else resolve(message.metrics)
    }
    const timer = setTimeout(() => {
      end()
      reject(new Error('the primary did not tell the metrics'))
    }, patience)
    process.on('message', hear)
    process.send?.({ metricsOf: 'all', question } satisfies Question)
  })
}

let questions = 0
