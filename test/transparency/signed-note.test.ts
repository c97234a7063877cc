import { describe, expect, it } from '@jest/globals'
import { checkpointText, readCheckpoint } from '../../src/transparency/checkpoint.ts'
import { isKeyName, newSigningKey, readSigningKey, readVerifierKey } from '../../src/transparency/note-keys.ts'
import { openCheckpoint } from '../../src/transparency/open-checkpoint.ts'
import { openNote, signNote } from '../../src/transparency/signed-note.ts'

/** The keys, text and signature of the documentation of golang.org/x/mod/sumdb/note. */
const secret = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const open = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const signed = `${text}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

function verifier(key = open) {
  const read = readVerifierKey(key)
  if (read === null) throw new Error('no key')
  return read
}

describe('a signed note', () => {
  it('is the one that another program signs and reads', () => {
    const key = readSigningKey(secret)
    expect(key?.verifierKey).toBe(open)
    expect(key === null ? '' : signNote(text, key)).toBe(signed)
    expect(openNote(signed, verifier())).toEqual({ text })
  })

  it.each([
    ['another text', signed.replace('answer', 'Answer'), 'not one of the key'],
    ['another name', signed.replace('PeterNeumann', 'PeterNeuman'), 'no signature of the key'],
    ['another key id', signed.replace('x08go', 'y08go'), 'no signature of the key'],
    ['another signature', signed.replace('ZJkuBS', 'ZJkuBs'), 'not one of the key'],
    ['no signature', text, 'no signed note'],
    ['a line that is none', `${signed}hello\n`, 'no signature: hello'],
    ['a text that base64 reads the same', signed.replace('JnAM=', 'JnAN='), 'no signature'],
  ])('with %s is refused, and says why', (_what, note, why) => {
    expect(openNote(note, verifier())).toEqual({ fault: expect.stringContaining(why) })
  })

  it('may have signatures of others beside the own', () => {
    const other = newSigningKey('other.example')
    const note = signed + signNote(text, other).slice(text.length + 1)
    expect(openNote(note, verifier())).toEqual({ text })
    expect(openNote(note, verifier(other.verifierKey))).toEqual({ text })
  })
})

describe('a key', () => {
  it('is read back from its texts, and from no other', () => {
    const key = newSigningKey('refunds.example.com')
    expect(readSigningKey(`${key.secret}\n`)?.verifierKey).toBe(key.verifierKey)
    const note = signNote('a\n', key)
    expect(openNote(note, verifier(key.verifierKey))).toEqual({ text: 'a\n' })
    for (const wrong of [key.secret, key.verifierKey.replace('+', '-'), `${key.verifierKey}A`, 'a+00000000+AAAA', '']) {
      expect(readVerifierKey(wrong)).toBeNull()
    }
    expect(readSigningKey(key.verifierKey)).toBeNull()
    expect(['a b', 'a+b', '', 'a\n'].filter(isKeyName)).toEqual([])
  })
})

describe('a checkpoint', () => {
  const checkpoint = {
    origin: 'refunds.example.com',
    size: 3,
    root: Buffer.alloc(32, 7).toString('base64'),
    time: '2026-11-28T12:00:00.000Z',
    store: 'ab'.repeat(32),
    accounts: 1,
    audit: { size: 2, hash: 'cd'.repeat(32) },
  }

  it('is lines that it is read back from', () => {
    const lines = checkpointText(checkpoint).split('\n')
    expect(lines.slice(0, 3)).toEqual(['refunds.example.com', '3', checkpoint.root])
    expect(readCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint)
    const empty = { ...checkpoint, size: 0, store: null, accounts: 0, audit: { size: 0, hash: null } }
    expect(readCheckpoint(checkpointText(empty))).toEqual(empty)
  })

  it.each(['\n3\n', 'accounts', '=\n', 'T12'])('without %j as it was is none', (part) => {
    expect(readCheckpoint(checkpointText(checkpoint).replace(part, '\nx\n'))).toBeNull()
  })

  it('counts under the name of the key that signed it alone', () => {
    const key = newSigningKey('other.example')
    const note = signNote(checkpointText(checkpoint), key)
    expect(openCheckpoint(note, verifier(key.verifierKey))).toEqual({
      fault: 'it is a checkpoint of refunds.example.com',
    })
    expect(openCheckpoint(note, null)).toEqual({ checkpoint })
    expect(openCheckpoint(signNote('hello\n', key), verifier(key.verifierKey))).toMatchObject({
      fault: expect.stringContaining('no checkpoint'),
    })
  })
})
