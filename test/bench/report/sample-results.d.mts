export function sampleResults(): object
