/** Facts of so many requests to return a hosting plan; the same for the same seed. */
export function hostingRequests(count: number, seed?: number): readonly object[]
