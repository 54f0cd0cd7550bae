import type { CertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import type { PemBlock } from './pem.ts'

/** What a text without any PEM block of use is. Only its beginning is looked at. */
export function recogniseText(text: string): CertificateFileFailure {
  const start = text.slice(0, CHARACTERS_LOOKED_AT)
  if (start.trim() === '') return { code: 'certificate.file.empty' }
  if (/<(?:\w+:)?(?:EntityDescriptor|EntitiesDescriptor)\b/.test(start)) return { code: 'certificate.file.saml-metadata' }
  if (/<!doctype html|<html\b|<head\b|<body\b/i.test(start)) return { code: 'certificate.file.web-page' }
  if (/^PuTTY-User-Key-File-/m.test(start)) return { code: 'certificate.file.private-key', isEncrypted: !/^Encryption: none/m.test(start) }
  if (/^(?:ssh-|ecdsa-sha2-|sk-ssh-)[\w@.-]+ AAAA|^---- BEGIN SSH2 PUBLIC KEY/m.test(start)) return { code: 'certificate.file.public-key' }
  return { code: 'certificate.file.text-without-certificate' }
}

export type OtherContent = 'private-key' | 'certificate-request' | 'public-key' | 'revocation-list' | 'pkcs12' | 'other'

/** What a PEM block holds that is no certificate, by its label. */
export function otherContentOf(block: PemBlock): OtherContent {
  if (block.label.endsWith('PRIVATE KEY')) return 'private-key'
  if (block.label.endsWith('CERTIFICATE REQUEST')) return 'certificate-request'
  if (block.label.endsWith('PUBLIC KEY')) return 'public-key'
  if (block.label === 'X509 CRL') return 'revocation-list'
  return block.label === 'PKCS12' ? 'pkcs12' : 'other'
}

/** The private key comes first: who chose the wrong file must hear about that one. */
export function failureForBlocks(blocks: readonly PemBlock[]): CertificateFileFailure {
  const contents = blocks.map(otherContentOf)
  const key = blocks[contents.indexOf('private-key')]
  if (key !== undefined)
    return { code: 'certificate.file.private-key', isEncrypted: key.label.startsWith('ENCRYPTED') || key.body.includes('ENCRYPTED') }
  const first = contents.find((content) => content !== 'other')
  return first === undefined || first === 'private-key'
    ? { code: 'certificate.file.text-without-certificate' }
    : { code: `certificate.file.${first}` }
}

const CHARACTERS_LOOKED_AT = 65_536
