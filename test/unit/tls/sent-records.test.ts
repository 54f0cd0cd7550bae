import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentClientCertificate, sentInClear } from '../../../src-main/adapters/tls/sent-records.ts'

const HELLO = handshake(1, 200)
const CHANGE = record(20, 1)
const SHA256 = 'TLS_AES_128_GCM_SHA256'
const SHA384 = 'TLS_AES_256_GCM_SHA384'

describe('what a TLS 1.3 client sent', () => {
  it.each<[string, string, readonly Buffer[], boolean | undefined]>([
    ['nothing yet', SHA256, [HELLO], undefined],
    ['half a record', SHA256, [HELLO, CHANGE, encrypted(36).subarray(0, 20)], undefined],
    ['Finished alone', SHA256, [HELLO, CHANGE, encrypted(36)], false],
    ['Finished alone with the longer hash', SHA384, [HELLO, CHANGE, encrypted(52)], false],
    ['an empty Certificate first, as OpenSSL sends it', SHA384, [HELLO, CHANGE, encrypted(8), encrypted(52)], true],
    ['an empty Certificate in the same record, as BoringSSL sends it', SHA384, [HELLO, CHANGE, encrypted(60)], true],
    ['a Certificate whose Finished is still to come', SHA384, [HELLO, CHANGE, encrypted(8)], undefined],
    ['two hellos and Finished', SHA256, [HELLO, CHANGE, HELLO, encrypted(36)], false]
  ])('%s', (_title, cipher, sent, expected) => {
    expect(sentClientCertificate(Buffer.concat([...sent]), 'TLSv1.3', cipher)).toBe(expected)
  })
})

describe('what a TLS 1.2 client sent', () => {
  it.each<[string, readonly Buffer[], boolean]>([
    ['no Certificate', [HELLO, handshake(16, 70), CHANGE, record(22, 40)], false],
    ['an empty Certificate', [HELLO, handshake(11, 3), handshake(16, 70), CHANGE, record(22, 40)], true],
    ['an empty Certificate, before the handshake failed', [HELLO, handshake(11, 3)], true],
    ['an encrypted message that looks like one', [HELLO, handshake(16, 70), CHANGE, handshake(11, 3)], false]
  ])('%s', (_title, sent, expected) => {
    expect(sentClientCertificate(Buffer.concat([...sent]), 'TLSv1.2', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')).toBe(expected)
  })
})

it('never throws, whatever the bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(typeof sentInClear(Buffer.from(bytes))).toBe('boolean')
      sentClientCertificate(Buffer.from(bytes), 'TLSv1.3', SHA256)
    })
  )
})

function record(type: number, length: number, content = Buffer.alloc(length)): Buffer {
  return Buffer.concat([Buffer.from([type, 3, 3, content.length >> 8, content.length & 255]), content])
}

function handshake(type: number, length: number): Buffer {
  return record(22, 0, Buffer.concat([Buffer.from([type, 0, length >> 8, length & 255]), Buffer.alloc(length)]))
}

/** A record with this many bytes of plain text, the type byte and the authentication tag. */
function encrypted(plainBytes: number): Buffer {
  return record(23, plainBytes + 17)
}
