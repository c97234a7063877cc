/** Facts of so many requests about orders of an SMM panel; the same for the same seed. */
export function panelRequests(count: number, seed?: number): readonly object[]
