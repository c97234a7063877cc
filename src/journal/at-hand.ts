type AtHand<Parts extends readonly unknown[]> = { readonly [Place in keyof Parts]: Awaited<Parts[Place]> }

/** Whether nothing of it has to be waited for: then it is taken as it is, and a use case goes on in the same step. */
export function areAtHand<const Parts extends readonly unknown[]>(parts: Parts): parts is Parts & AtHand<Parts> {
  for (const part of parts) if (part instanceof Promise) return false
  return true
}
