import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprintsOf } from '../../../src-main/adapters/x509/fingerprints-of.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'

const root = await makeAuthority({ commonName: 'Corp Root' })
const leaf = await issueCertificate(root, { names: ['dc1.corp.example'] })
const pem = leaf.certificatePem
const der = Buffer.from(leaf.certificateDer)
const base64 = der.toString('base64')
const lines = base64.match(/.{1,64}/g) ?? []

describe('readCertificates', () => {
  it.each<[string, Uint8Array, string]>([
    ['PEM', Buffer.from(pem), 'pem'],
    ['PEM with Windows line ends', Buffer.from(pem.replaceAll('\n', '\r\n')), 'pem'],
    ['PEM with old Macintosh line ends', Buffer.from(pem.replaceAll('\n', '\r')), 'pem'],
    ['PEM without a final line break', Buffer.from(pem.trimEnd()), 'pem'],
    ['PEM with a byte order mark', Buffer.from(`\ufeff${pem}`), 'pem'],
    ['PEM in UTF-16, as Windows writes it', Buffer.from(`\ufeff${pem}`, 'utf16le'), 'pem'],
    ['PEM in UTF-16 without a mark', Buffer.from(pem, 'utf16le'), 'pem'],
    ['PEM in big-endian UTF-16', Buffer.from(`\ufeff${pem}`, 'utf16le').swap16(), 'pem'],
    ['PEM with text around it', Buffer.from(`Bag Attributes\n    friendlyName: Größe\nsubject=CN = dc1\n${pem}\nKind regards\n`), 'pem'],
    ['PEM indented', Buffer.from(pem.replaceAll(/^/gm, '    ')), 'pem'],
    ['PEM quoted in a mail', Buffer.from(pem.replaceAll(/^/gm, '> ')), 'pem'],
    ['PEM on one line', Buffer.from(pem.replaceAll('\n', '')), 'pem'],
    ['PEM as a JSON string', Buffer.from(JSON.stringify({ certificate: pem })), 'pem'],
    ['PEM whose last line was not copied', Buffer.from(pem.slice(0, pem.indexOf('-----END'))), 'pem'],
    ['PEM with openssl’s trust settings', Buffer.from(pem.replaceAll(' CERTIFICATE', ' TRUSTED CERTIFICATE')), 'pem'],
    ['PEM with the old label', Buffer.from(pem.replaceAll(' CERTIFICATE', ' X509 CERTIFICATE')), 'pem'],
    ['DER', der, 'der'],
    ['DER with something behind it', Buffer.concat([der, Buffer.from('\r\n')]), 'der'],
    ['base64 in one line', Buffer.from(base64), 'base64'],
    ['base64 in lines', Buffer.from(`${lines.join('\r\n')}\r\n`), 'base64'],
    ['base64 with a byte order mark', Buffer.from(`\ufeff${base64}`), 'base64'],
    ['base64 in UTF-16', Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le'), 'base64'],
    ['base64 with the last line only', Buffer.from(`${lines.join('\n')}\n-----END CERTIFICATE-----\n`), 'base64']
  ])('reads %s', (_, bytes, format) => {
    const read = readCertificates(bytes)

    expect(read).toMatchObject({ ok: true, value: { format, alsoFound: [], certificates: [{ subject: 'CN=dc1.corp.example', pem }] } })
    expect(fingerprintsOf(bytes)).toEqual({ ok: true, value: [createHash('sha256').update(der).digest('hex')] })
  })

  it.each<[string, Uint8Array]>([
    ['PEM', Buffer.from(`${pem}${root.certificatePem}`)],
    ['PEM with comments', Buffer.from(`# the server\n${pem}\n# its authority\n${root.certificatePem}`)],
    ['DER', Buffer.concat([der, root.certificateDer])]
  ])('reads several certificates of one %s file in their order', (_, bytes) => {
    const read = readCertificates(bytes)

    expect(read.ok && read.value.certificates.map((certificate) => certificate.subjectCommonName)).toEqual([
      'dc1.corp.example',
      'Corp Root'
    ])
  })

  it('reads the certificate beside a private key and says that the key is there', () => {
    const read = readCertificates(Buffer.from(`${leaf.keyPem}${pem}`))

    expect(read).toMatchObject({
      ok: true,
      value: { format: 'pem', alsoFound: ['private-key'], certificates: [{ subject: 'CN=dc1.corp.example' }] }
    })
    expect(JSON.stringify(read)).not.toContain(leaf.keyPem.split('\n')[1])
  })

  it('names the damaged one among several', () => {
    const broken = Buffer.from(root.certificateDer)
    // The date of the root becomes a date with letters. A lone Z may also stand in the random serial number.
    broken.write('XX', broken.toString('latin1').search(/\d{12}Z/) + 8)
    const file = `${pem}-----BEGIN CERTIFICATE-----\n${broken.toString('base64')}\n-----END CERTIFICATE-----\n`

    expect(readCertificates(Buffer.from(file))).toMatchObject({
      ok: false,
      error: { code: 'certificate.file.damaged', number: 2, because: 'a date cannot be read' }
    })
  })

  it('shows the rest of a certificate with a broken extension', () => {
    // given a certificate whose list of names is no list
    const broken = Buffer.from(der)
    const nameList = broken.indexOf(Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x11])) + 5
    broken[nameList + 2] = 0x02

    const read = readCertificates(broken)

    expect(read).toMatchObject({
      ok: true,
      value: { certificates: [{ subject: 'CN=dc1.corp.example', names: [], unreadableExtensions: ['2.5.29.17'] }] }
    })
  })
})
