/** What may be there at once: whoever asks goes on in the same step where it is. */
export type AtHand<Value> = Value | Promise<Value>

type Found<Parts extends readonly unknown[]> = { readonly [Place in keyof Parts]: Awaited<Parts[Place]> }

/** All of it: as it is where nothing of it has to be waited for, so that a use case goes on in the same step. */
export function allOf<const Parts extends readonly unknown[]>(parts: Parts): AtHand<Found<Parts>> {
  for (const part of parts) if (part instanceof Promise) return Promise.all(parts)
  return parts as Found<Parts>
}

/** Goes on with the value: in the same step where it is there. */
export function goOn<Value, Result>(value: AtHand<Value>, next: (value: Value) => AtHand<Result>): AtHand<Result> {
  return value instanceof Promise ? goOnAfter(value, next) : next(value)
}

async function goOnAfter<Value, Result>(
  value: Promise<Value>,
  next: (value: Value) => AtHand<Result>,
): Promise<Result> {
  return next(await value)
}
