import { parser } from '@prometheus-io/lezer-promql'

/** The metrics that a query of Prometheus asks for, by Prometheus' own grammar; a query that is none throws. */
export function metricsIn(query: string): readonly string[] {
  const written = query.replaceAll('$__rate_interval', '5m')
  const names = new Set<string>()
  parser.parse(written).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`no query: ${query}`)
      if (type.name !== 'VectorSelector') return
      names.add(/^[a-zA-Z_:][\w:]*/u.exec(written.slice(from, to))?.[0] ?? '')
    },
  })
  return [...names]
}
