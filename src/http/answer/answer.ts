/** An answer before it is sent; header names as they are written. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly content: { readonly mediaType: string; readonly text: string } | null
  /** Sent as they come, in place of the content. */
  readonly lines?: AsyncGenerator<string, void, void>
}

/** A value of the document's types, as the domain gives it: read-only, and what JSON leaves out is undefined. */
export type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> | (object extends Pick<Value, Key> ? undefined : never) }
    : Value

/** The value as JSON. */
export function jsonAnswer<Value>(
  status: number,
  value: Immutable<Value>,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return textAnswer(status, { mediaType: 'application/json', text: JSON.stringify(value) }, headers)
}

/** The text as it is, in UTF-8; the media type is sent with `charset=utf-8` unless it is JSON. */
export function textAnswer(
  status: number,
  content: { readonly mediaType: string; readonly text: string },
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, content }
}

/** Values that are sent as lines of JSON while they are worked out. */
export function linesAnswer(values: AsyncGenerator<object, void, void>): Answer {
  return { status: 200, headers: {}, content: null, lines: jsonLines(values) }
}

async function* jsonLines(values: AsyncGenerator<object, void, void>): AsyncGenerator<string, void, void> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`
}

/** An answer without a body, such as 204 and 304. */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, content: null }
}
