import { describe, expect, it } from '@jest/globals'
import { newProgressRoom, noteSteps, readProgress } from '../../src/workers/check-progress.ts'

describe('the progress of a check', () => {
  it('says nothing before it begins, then what is looked at and what took the longest before', () => {
    const room = newProgressRoom()
    expect(readProgress(room)).toBeNull()
    let now = 1000
    const step = noteSteps(room, () => now)
    step('its YAML')
    expect(readProgress(room)).toEqual({ current: 'its YAML', before: 0, costliest: null })
    now += 30
    step('the case "ä" (line 7)')
    now += 400
    step('the case "b" (line 8)')
    now += 20
    step('the case "c" (line 9)')
    expect(readProgress(room)).toEqual({
      current: 'the case "c" (line 9)',
      before: 450,
      costliest: { what: 'the case "ä" (line 7)', milliseconds: 400 },
    })
  })

  it('keeps names of any length within its room', () => {
    const room = newProgressRoom()
    noteSteps(room, () => 0)('€'.repeat(5000))
    expect(readProgress(room)?.current).toBe('€'.repeat(500))
  })
})
