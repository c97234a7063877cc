declare module 'parse-prometheus-text-format' {
  /** A metric with its values, as texts. */
  interface Family {
    readonly name: string
    readonly type: string
    readonly metrics: readonly {
      readonly value?: string
      readonly labels?: Readonly<Record<string, string>>
      readonly count?: string
      readonly sum?: string
    }[]
  }

  /** Of a histogram with labels it keeps the name alone. */
  export default function parsePrometheusTextFormat(text: string): readonly Family[]
}
