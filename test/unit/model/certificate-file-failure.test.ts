import { expect, it } from 'vitest'
import { describeCertificateFileFailure, type CertificateFileFailure } from '../../../src-main/core/model/certificate-file-failure.ts'

const failures: { readonly [Code in CertificateFileFailure['code']]: Extract<CertificateFileFailure, { code: Code }> } = {
  'certificate.file.not-found': { code: 'certificate.file.not-found' },
  'certificate.file.not-readable': { code: 'certificate.file.not-readable', reason: 'not permitted' },
  'certificate.file.not-a-file': { code: 'certificate.file.not-a-file' },
  'certificate.file.empty': { code: 'certificate.file.empty' },
  'certificate.file.too-large': { code: 'certificate.file.too-large', sizeBytes: 104_857_600, limitBytes: 10_000_000 },
  'certificate.file.too-many-certificates': { code: 'certificate.file.too-many-certificates', limit: 1000 },
  'certificate.file.too-complex': { code: 'certificate.file.too-complex' },
  'certificate.file.truncated': { code: 'certificate.file.truncated', atByte: 812, expectedBytes: 1391, isBase64: false },
  'certificate.file.damaged': { code: 'certificate.file.damaged', atByte: 4, number: 2, because: 'the serial number is missing' },
  'certificate.file.not-base64': { code: 'certificate.file.not-base64', line: 7 },
  'certificate.file.private-key': { code: 'certificate.file.private-key', isEncrypted: true },
  'certificate.file.pkcs12': { code: 'certificate.file.pkcs12' },
  'certificate.file.java-key-store': { code: 'certificate.file.java-key-store' },
  'certificate.file.archive': { code: 'certificate.file.archive' },
  'certificate.file.certificate-request': { code: 'certificate.file.certificate-request' },
  'certificate.file.public-key': { code: 'certificate.file.public-key' },
  'certificate.file.revocation-list': { code: 'certificate.file.revocation-list' },
  'certificate.file.pkcs7-without-certificates': { code: 'certificate.file.pkcs7-without-certificates' },
  'certificate.file.saml-metadata': { code: 'certificate.file.saml-metadata' },
  'certificate.file.web-page': { code: 'certificate.file.web-page' },
  'certificate.file.text-without-certificate': { code: 'certificate.file.text-without-certificate' },
  'certificate.file.unrecognised': { code: 'certificate.file.unrecognised' }
}

it.each(Object.values(failures))('explains $code and says what to do', (failure) => {
  const { what, advice } = describeCertificateFileFailure(failure)

  for (const sentence of [what, advice]) expect(sentence).toMatch(/^[A-Z“].{10,}[.”]$/)
})

it('gives the numbers that help', () => {
  expect(describeCertificateFileFailure(failures['certificate.file.too-large']).what).toContain('104.9 MB')
  expect(describeCertificateFileFailure(failures['certificate.file.truncated']).what).toBe(
    'The file breaks off after byte 812, and the certificate in it should have 1,391.'
  )
})

it('warns not to pass on a private key', () => {
  expect(describeCertificateFileFailure(failures['certificate.file.private-key']).advice).toContain('Do not send it to anyone')
})
