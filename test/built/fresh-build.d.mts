/** Throws unless dist is what a build makes of src: no file missing, left over, or older than its source. */
export function requireFreshBuild(folder?: string): void

/** The absolute path of a file in dist, which is as {@link requireFreshBuild} wants it. */
export function builtFile(path: string): string
