import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildChains } from '../../../src-main/adapters/x509/build-chains.ts'
import { fingerprintsOf } from '../../../src-main/adapters/x509/fingerprints-of.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { fingerprintNotations } from '../../../src-main/core/model/fingerprint.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { opensslFolder } from './openssl.ts'

const openssl = opensslFolder()
afterAll(() => openssl[Symbol.dispose]())

beforeAll(async () => {
  const root = await makeAuthority({ commonName: 'Root' })
  const intermediate = await makeAuthority({ commonName: 'Intermediate', issuer: root })
  const leaf = await issueCertificate(intermediate, { commonName: 'leaf', key: 'rsa-2048' })
  for (const [name, made] of Object.entries({ root, intermediate, leaf })) openssl.write(`${name}.pem`, made.certificatePem)
  openssl.write('leaf.key', leaf.keyPem)
  openssl.run('x509', '-in', 'leaf.pem', '-outform', 'DER', '-out', 'leaf.cer')
})

const names = (file: string): unknown => {
  const read = readCertificates(openssl.read(file), { fileName: file })
  return read.ok ? [read.value.format, ...read.value.certificates.map((certificate) => certificate.subjectCommonName)] : read.error
}

describe('PKCS#7', () => {
  const bundled = ['-nocrl', '-certfile', 'leaf.pem', '-certfile', 'intermediate.pem', '-certfile', 'root.pem']

  it('is read in PEM', () => {
    openssl.run('crl2pkcs7', ...bundled, '-out', 'chain.p7b')

    expect(names('chain.p7b')).toEqual(['pkcs7', 'leaf', 'Intermediate', 'Root'])
  })

  it('is read in DER, and gives the chain', () => {
    openssl.run('crl2pkcs7', ...bundled, '-outform', 'DER', '-out', 'chain-der.p7b')
    const read = readCertificates(openssl.read('chain-der.p7b'))

    expect(names('chain-der.p7b')).toEqual(['pkcs7', 'leaf', 'Intermediate', 'Root'])
    expect(buildChains(read.ok ? read.value.certificates : [])).toMatchObject([{ ends: 'root-included', certificates: [{}, {}, {}] }])
  })

  it('is read without its first and last line, and under a wrong one', () => {
    openssl.run('crl2pkcs7', ...bundled, '-outform', 'DER', '-out', 'chain-der.p7b')
    const base64 = openssl.read('chain-der.p7b').toString('base64')
    openssl.write('bare.p7b', base64)
    openssl.write('mislabelled.p7b', `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`)

    for (const file of ['bare.p7b', 'mislabelled.p7b']) expect(names(file)).toEqual(['pkcs7', 'leaf', 'Intermediate', 'Root'])
  })

  it('is read when its length is left open, as streaming programs write it', () => {
    openssl.write('message.txt', 'hello')
    openssl.run(
      'cms',
      '-sign',
      '-stream',
      '-nodetach',
      '-outform',
      'DER',
      '-in',
      'message.txt',
      '-signer',
      'leaf.pem',
      '-inkey',
      'leaf.key',
      '-certfile',
      'intermediate.pem',
      '-out',
      'signed.p7m'
    )

    expect(openssl.read('signed.p7m').subarray(0, 2)).toEqual(Buffer.from([0x30, 0x80]))
    // in DER a set is sorted by its bytes
    expect(names('signed.p7m')).toEqual(expect.arrayContaining(['pkcs7', 'leaf', 'Intermediate']))
  })

  it('is named when it holds no certificate', () => {
    openssl.write('message.txt', 'hello')
    openssl.run(
      'cms',
      '-sign',
      '-nocerts',
      '-outform',
      'DER',
      '-in',
      'message.txt',
      '-signer',
      'leaf.pem',
      '-inkey',
      'leaf.key',
      '-out',
      'bare.p7s'
    )
    openssl.run('crl2pkcs7', '-nocrl', '-out', 'empty.p7b')

    for (const file of ['bare.p7s', 'empty.p7b']) expect(names(file)).toEqual({ code: 'certificate.file.pkcs7-without-certificates' })
  })
})

describe('fingerprints', () => {
  it.each([
    ['PEM', ['x509', '-in', 'leaf.pem', '-out', 'form']],
    ['DER', ['x509', '-in', 'leaf.pem', '-outform', 'DER', '-out', 'form']],
    ['a PEM with text before it', ['x509', '-in', 'leaf.pem', '-text', '-out', 'form']],
    ['a PEM with trust settings', ['x509', '-in', 'leaf.pem', '-trustout', '-addtrust', 'serverAuth', '-setalias', 'x', '-out', 'form']]
  ])('of %s are what openssl prints', (_, words) => {
    openssl.run(...words)

    const fingerprints = fingerprintsOf(openssl.read('form'))

    expect(fingerprints.ok && `${fingerprintNotations(fingerprints.value[0] ?? '').openssl}\n`).toBe(
      openssl.run('x509', '-in', 'form', '-noout', '-sha256', '-fingerprint')
    )
  })
})

describe('other things that openssl writes', () => {
  it.each<[string, readonly string[], object]>([
    [
      'a PKCS#12 file',
      ['pkcs12', '-export', '-in', 'leaf.pem', '-inkey', 'leaf.key', '-passout', 'pass:secret', '-out', 'other'],
      { code: 'certificate.file.pkcs12' }
    ],
    [
      'a request in PEM',
      ['req', '-new', '-key', 'leaf.key', '-subj', '/CN=leaf', '-out', 'other'],
      { code: 'certificate.file.certificate-request' }
    ],
    [
      'a request in DER',
      ['req', '-new', '-key', 'leaf.key', '-subj', '/CN=leaf', '-outform', 'DER', '-out', 'other'],
      { code: 'certificate.file.certificate-request' }
    ],
    [
      'an encrypted key in DER',
      ['pkcs8', '-topk8', '-in', 'leaf.key', '-passout', 'pass:secret', '-outform', 'DER', '-out', 'other'],
      { code: 'certificate.file.private-key', isEncrypted: true }
    ],
    [
      'an encrypted key in PEM',
      ['pkcs8', '-topk8', '-in', 'leaf.key', '-passout', 'pass:secret', '-out', 'other'],
      { code: 'certificate.file.private-key', isEncrypted: true }
    ],
    [
      'an Ed25519 key',
      ['genpkey', '-algorithm', 'ed25519', '-outform', 'DER', '-out', 'other'],
      { code: 'certificate.file.private-key', isEncrypted: false }
    ],
    [
      'an elliptic-curve key with its parameters',
      ['ecparam', '-name', 'prime256v1', '-genkey', '-out', 'other'],
      { code: 'certificate.file.private-key', isEncrypted: false }
    ],
    ['a public key', ['pkey', '-in', 'leaf.key', '-pubout', '-outform', 'DER', '-out', 'other'], { code: 'certificate.file.public-key' }]
  ])('are named: %s', (_, words, failure) => {
    openssl.run(...words)

    expect(names('other')).toEqual(failure)
  })

  it('are named: a revocation list', () => {
    openssl.write('index.txt', '')
    openssl.write('ca.cnf', '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=9\n')
    openssl.run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=CA')
    openssl.run('ca', '-config', 'ca.cnf', '-gencrl', '-keyfile', 'ca.key', '-cert', 'ca.pem', '-out', 'list.crl')
    openssl.run('crl', '-in', 'list.crl', '-outform', 'DER', '-out', 'list-der.crl')

    for (const file of ['list.crl', 'list-der.crl']) expect(names(file)).toEqual({ code: 'certificate.file.revocation-list' })
  })
})
