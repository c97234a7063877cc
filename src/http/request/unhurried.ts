import type { Socket } from 'node:net'

const unhurried = new WeakSet<Socket>()

/** Lets the body on this connection take longer than the server grants a request: who reads it bounds it. */
export function takeItsTime(socket: Socket): void {
  unhurried.add(socket)
}

/** Whether the body on this connection may take longer than the server grants a request. */
export function mayTakeItsTime(socket: Socket): boolean {
  return unhurried.has(socket)
}
