import { faultsIn, requestFaults } from '../request/request-fault.ts'

/** What is wrong with a request's parameters, and with its body too where it can be read: all faults at once. */
export async function withBodyFaults(fault: unknown, readChecked: () => Promise<unknown>): Promise<unknown> {
  const known = faultsIn(fault)
  if (known === null) return fault
  try {
    await readChecked()
    return fault
  } catch (error) {
    const more = faultsIn(error)
    return more === null ? fault : requestFaults([...known, ...more])
  }
}
