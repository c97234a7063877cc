type Found<Parts extends readonly unknown[]> = { readonly [Place in keyof Parts]: Awaited<Parts[Place]> }

/** All of it: as it is where nothing of it has to be waited for, so that a use case goes on in the same step. */
export function allOf<const Parts extends readonly unknown[]>(parts: Parts): Found<Parts> | Promise<Found<Parts>> {
  for (const part of parts) if (part instanceof Promise) return Promise.all(parts)
  return parts as Found<Parts>
}
