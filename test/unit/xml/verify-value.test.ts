import { constants, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifyValue } from '../../../src-main/adapters/xml/verify-value.ts'
import { certificate } from '../../support/saml/metadata-probes.ts'

describe('a key that may sign with one digest only', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha512',
    mgf1HashAlgorithm: 'sha512'
  })
  const facts = certificate({ pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() })
  const value = sign('sha512', Buffer.from('text'), {
    key: privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST
  }).toString('base64')

  it('has signed with that one', () => {
    expect(verifyValue('text', value, { family: 'rsa-pss', hash: 'sha512' }, facts)).toEqual({ kind: 'verified' })
  })

  it.each(['sha1', 'sha256'] as const)('has not signed by %s, and nothing breaks over it', (hash) => {
    expect(verifyValue('text', value, { family: 'rsa-pss', hash }, facts)).toEqual({ kind: 'differs' })
  })
})
