import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprintsOf } from '../../../src-main/adapters/x509/fingerprints-of.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { issueCertificate } from '../../../src-main/practice/make-certificates.ts'

const made = await issueCertificate('self', { names: ['dc1.corp.example'], key: 'rsa-2048' })
const der = Buffer.from(made.certificateDer)
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const encrypted = { cipher: 'aes-256-cbc', passphrase: 'secret' } as const

const failureOf = (content: Uint8Array | string, fileName?: string): unknown => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const options = fileName === undefined ? {} : { fileName }
  const read = readCertificates(bytes, options)
  // the fast reader must not say anything else
  expect(fingerprintsOf(bytes, options)).toEqual(read)
  return read.ok ? 'a certificate' : read.error
}

describe('a private key', () => {
  it.each<[string, Uint8Array | string, boolean]>([
    ['PKCS#8 in PEM', rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }), false],
    ['PKCS#8 in DER', rsa.privateKey.export({ format: 'der', type: 'pkcs8' }), false],
    ['PKCS#1 in PEM', rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }), false],
    ['PKCS#1 in DER', rsa.privateKey.export({ format: 'der', type: 'pkcs1' }), false],
    ['SEC 1 in PEM', ec.privateKey.export({ format: 'pem', type: 'sec1' }), false],
    ['SEC 1 in DER', ec.privateKey.export({ format: 'der', type: 'sec1' }), false],
    ['PKCS#8 in bare base64', rsa.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'), false],
    ['encrypted PKCS#8 in PEM', rsa.privateKey.export({ format: 'pem', type: 'pkcs8', ...encrypted }), true],
    ['encrypted PKCS#8 in DER', rsa.privateKey.export({ format: 'der', type: 'pkcs8', ...encrypted }), true],
    ['encrypted PKCS#1 in PEM', rsa.privateKey.export({ format: 'pem', type: 'pkcs1', ...encrypted }), true],
    ['OpenSSH’s own form', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n', false],
    ['PuTTY’s form', 'PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: aes256-cbc\r\n', true]
  ])('is recognised as %s', (_, content, isEncrypted) => {
    expect(failureOf(content)).toEqual({ code: 'certificate.file.private-key', isEncrypted })
  })

  it('is named first when other things come with it', () => {
    const publicKey = rsa.publicKey.export({ format: 'pem', type: 'spki' })
    const privateKey = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' })

    expect(failureOf(`${String(publicKey)}${String(privateKey)}`)).toEqual({ code: 'certificate.file.private-key', isEncrypted: false })
  })
})

describe('other files', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'empty'],
    ['blank lines', ' \r\n\r\n', 'empty'],
    ['a public key in PEM', rsa.publicKey.export({ format: 'pem', type: 'spki' }), 'public-key'],
    ['a public key in DER', rsa.publicKey.export({ format: 'der', type: 'spki' }), 'public-key'],
    ['a PKCS#1 public key in DER', rsa.publicKey.export({ format: 'der', type: 'pkcs1' }), 'public-key'],
    ['an SSH public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample me@laptop\n', 'public-key'],
    ['a web page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', 'web-page'],
    [
      'SAML metadata',
      `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><ds:X509Certificate>${der.toString('base64')}</ds:X509Certificate></EntityDescriptor>`,
      'saml-metadata'
    ],
    ['SAML metadata with a prefix', '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>', 'saml-metadata'],
    ['a sentence', 'The certificate is attached to the previous mail.', 'text-without-certificate'],
    ['a word that is base64 by chance', 'MINUTES', 'text-without-certificate'],
    ['parameters in PEM', '-----BEGIN DH PARAMETERS-----\nMAA=\n-----END DH PARAMETERS-----\n', 'text-without-certificate'],
    ['an archive', Buffer.from('504b030414000000080000002100', 'hex'), 'archive'],
    ['a Java key store', Buffer.from('feedfeed0000000200000001', 'hex'), 'java-key-store'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'unrecognised']
  ])('are named: %s', (_, content, code) => {
    expect(failureOf(content)).toEqual({ code: `certificate.file.${code}` })
  })

  it('are recognised by their name when the content does not tell', () => {
    expect(failureOf(Buffer.from([0, 1, 2, 3]), 'Server.PFX')).toEqual({ code: 'certificate.file.pkcs12' })
    expect(failureOf(Buffer.from([0, 1, 2, 3]), 'server.cer')).toEqual({ code: 'certificate.file.unrecognised' })
  })
})

describe('a certificate that is not whole', () => {
  it('says after which byte a DER file breaks off', () => {
    expect(failureOf(der.subarray(0, 300))).toEqual({
      code: 'certificate.file.truncated',
      atByte: 300,
      expectedBytes: der.length,
      isBase64: false
    })
  })

  it('says the same of PEM, counting the bytes it stands for', () => {
    const pem = `-----BEGIN CERTIFICATE-----\n${der.subarray(0, 300).toString('base64')}\n-----END CERTIFICATE-----\n`

    expect(failureOf(pem)).toEqual({ code: 'certificate.file.truncated', atByte: 300, expectedBytes: der.length, isBase64: true })
  })

  it('says so when nothing follows the first line', () => {
    expect(failureOf('-----BEGIN CERTIFICATE-----\n')).toEqual({ code: 'certificate.file.truncated', atByte: 0, isBase64: true })
  })

  it('names the line with characters that do not belong there', () => {
    const pem = made.certificatePem.split('\n').map((line, index) => (index === 3 ? `${line.slice(0, 30)}…${line.slice(31)}` : line))

    expect(failureOf(pem.join('\n'))).toEqual({ code: 'certificate.file.not-base64', line: 4 })
  })

  it('says what is wrong inside a damaged one', () => {
    const damaged = Buffer.from(der)
    const firstDate = damaged.indexOf(Buffer.from([0x17, 0x0d]))
    damaged[firstDate] = 0x16

    expect(failureOf(damaged)).toEqual({ code: 'certificate.file.damaged', atByte: firstDate, number: 1, because: 'a date was expected' })
  })
})

describe('limits', () => {
  it('refuse a file that is too large without looking into it', () => {
    expect(failureOf(Buffer.alloc(10_000_001))).toEqual({
      code: 'certificate.file.too-large',
      sizeBytes: 10_000_001,
      limitBytes: 10_000_000
    })
  })

  it('refuse more certificates than anybody has', () => {
    const file = Buffer.from(made.certificatePem.repeat(4))

    expect(readCertificates(file, { maximumCertificates: 3 })).toEqual({
      ok: false,
      error: { code: 'certificate.file.too-many-certificates', limit: 3 }
    })
    expect(readCertificates(file, { maximumCertificates: 4 }).ok).toBe(true)
  })
})
