export function withBenchTable(document: string, markdown: string): string
