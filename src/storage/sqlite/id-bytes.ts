const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}(?:-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$/

/**
 * The bytes that stand for an id and sort as it does: 16 for an id that this service made, six for the time that such
 * ids begin with. Any other text, which names no entry of ours, stands for itself.
 */
export function idBytes(id: string): Uint8Array {
  return idForm.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : Buffer.from(id)
}
