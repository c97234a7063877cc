import type { ReactElement } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useLanguage } from '../words/use-words.ts'

/** What the bars of a day are made of. */
export interface Series {
  readonly key: string
  readonly label: string
  readonly color: string
}

/** A day with the text of each series: a count, or an exact amount. */
export interface DayRow {
  readonly day: string
  readonly values: Readonly<Record<string, string>>
}

interface DayChartProps {
  readonly label: string
  readonly rows: readonly DayRow[]
  readonly series: readonly Series[]
  /** Whole numbers stand beside the bars, where they count and do not weigh. */
  readonly counts?: boolean
  /** Something that happened on a day. */
  readonly markers: readonly { readonly day: string; readonly label: string }[]
}

/** Bars by day, one on another; what they show exactly stands in the table beside. */
export function DayChart({ label, rows, series, counts = false, markers }: DayChartProps): ReactElement {
  const language = useLanguage()
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const dayText = (day: unknown): string => short.format(new Date(String(day)))
  // The height of a bar may be rounded: amounts are read from the table.
  const data = rows.map(({ day, values }) => ({
    day,
    ...Object.fromEntries(series.map(({ key }) => [key, Number(values[key] ?? '0')])),
  }))
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <ResponsiveContainer width="100%" height={240}>
        <BarChart data={data} accessibilityLayer={false} margin={{ top: 16, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--mantine-color-default-border)" />
          <XAxis
            dataKey="day"
            tickFormatter={dayText}
            stroke="var(--mantine-color-dimmed)"
            fontSize={12}
            minTickGap={24}
          />
          <YAxis stroke="var(--mantine-color-dimmed)" fontSize={12} width={56} allowDecimals={!counts} />
          <Tooltip
            labelFormatter={dayText}
            cursor={{ fill: 'var(--mantine-color-default-hover)' }}
            contentStyle={{
              background: 'var(--mantine-color-body)',
              borderColor: 'var(--mantine-color-default-border)',
              color: 'var(--mantine-color-text)',
            }}
            isAnimationActive={false}
          />
          {series.length > 1 && (
            <Legend
              formatter={(name: string) => (
                <span style={{ color: 'var(--mantine-color-text)', fontSize: 13 }}>{name}</span>
              )}
            />
          )}
          {series.map(({ key, label: name, color }) => (
            <Bar key={key} dataKey={key} name={name} fill={color} stackId="day" isAnimationActive={false} />
          ))}
          {markers.map((marker) => (
            <ReferenceLine
              key={marker.day + marker.label}
              x={marker.day}
              stroke="var(--mantine-color-text)"
              strokeDasharray="4 3"
              label={{ value: marker.label, position: 'top', fontSize: 11, fill: 'var(--mantine-color-text)' }}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  )
}
