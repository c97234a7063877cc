import { describe, expect, it } from '@jest/globals'
import { openStorage } from '../../../src/storage/open/open-storage.ts'

describe('openStorage', () => {
  it.each([
    '',
    'sqlite',
    'sqlite:',
    'data/refunds.db',
    'sqlite::memory:',
    'sqlite://data/refunds.db',
    'sqlite:a\0b',
    'SQLITE:data/refunds.db',
    'memory',
    'memory:x',
    'mysql://localhost/refunds',
    'file:data/refunds.db',
  ])('refuses %j and lists the forms', async (url) => {
    await expect(openStorage(url)).rejects.toMatchObject({
      code: 'invalid_configuration',
      detail: expect.stringMatching(/sqlite:PATH .* memory:/),
    })
  })

  it('gives each memory: store its own content', async () => {
    const [left, right] = [await openStorage('memory:'), await openStorage('memory:')]
    const order = { policy: 'smm-panel', id: 'order-1' }
    await left.bindOrder(order, 'account-1')
    expect(await right.accountOfOrder(order)).toBeNull()
  })
})
