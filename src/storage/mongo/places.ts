// What lies in the collection `entry`, in the order of `_id`: the orders that are bound, what says which entries wait for
// their numbers, the entries. No account is empty or contains the zero byte, so none of the first two looks like an entry.

/** `_id`s of orders that are bound begin with it. */
export const bindingMark = '\0\0'

/** `_id`s of arrivals begin with it, and go on with a digit or a letter. */
export const arrivalMark = '\0'

/** The least text that sorts behind all orders; arrivals lie from here on. */
export const behindAllBindings = '\0\u0001'

/** The least text that sorts behind all arrivals; entries lie from here on. */
export const behindAllArrivals = '\u0001'

/** Filter for all orders that are bound. */
export const anyBinding = { _id: { $gte: bindingMark, $lt: behindAllBindings } } as const

/** Filter for all arrivals. */
export const anyArrival = { _id: { $gte: behindAllBindings, $lt: behindAllArrivals } } as const

/** Filter for all entries. */
export const anyEntry = { _id: { $gte: behindAllArrivals } } as const
