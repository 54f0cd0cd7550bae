import { beforeAll, describe, expect, it } from 'vitest'
import { addressInPaste } from '../../../src-main/core/entra/address-in-paste.ts'
import type { InspectedSaml } from '../../../src-main/app/operations/inspect-saml.ts'
import { inspect, samlPorts, troubles } from '../../support/saml/inspect.ts'
import { APPLICATION, entraMetadata, TENANT } from '../../support/saml/make-metadata.ts'
import { makeResponse } from '../../support/saml/make-response.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let key: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
})

const ADDRESS = `https://login.microsoftonline.com/${TENANT}/federationmetadata/2007-06/federationmetadata.xml?appid=${APPLICATION}`

const utf8WithMark = (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const utf16BigEndian = (text: string) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])

/** As Notepad and PowerShell write files. */
const windowsFiles = {
  'UTF-8 with a byte order mark': utf8WithMark,
  'UTF-16': utf16,
  'UTF-16, the other way round': utf16BigEndian
} as const

function ofFile(bytes: Uint8Array, name = 'file.txt'): Promise<InspectedSaml> {
  return inspect({ kind: 'file', name, bytes }, { tenantId: TENANT })
}

function ofText(text: string): Promise<InspectedSaml> {
  return inspect({ kind: 'text', text }, { tenantId: TENANT })
}

function told({ report }: InspectedSaml): string {
  return JSON.stringify(report.results.filter(({ outcome }) => outcome.status === 'fail' || outcome.status === 'warn'))
}

describe.each(Object.entries(windowsFiles))('a file of Windows, in %s', (_encoding, write) => {
  it('may hold a fingerprint', async () => {
    const found = await ofFile(write(`sha256 Fingerprint=${key.sha256.toUpperCase().replace(/..(?=.)/g, '$&:')}\r\n`))
    expect(troubles(found.report)).toEqual(['not-provable-here certificate-of-application'])
    expect(found.choices.find(({ mode }) => mode === 'fingerprint')?.source).toMatchObject({ sha256: key.sha256 })
  })

  it('may hold a SHA-1 thumbprint, which is refused by its name', async () => {
    expect(told(await ofFile(write('AB'.repeat(20))))).toContain('certificate.fingerprint.sha1')
  })

  it('may hold the configuration of OpenID Connect, which is refused by its name', async () => {
    const json = JSON.stringify({ issuer: 'https://login.microsoftonline.com/x/v2.0', token_endpoint: 'https://x.example/token' })
    expect(told(await ofFile(write(json)))).toContain('saml.metadata.openid-document')
  })
})

describe('what is no metadata', () => {
  it.each<readonly [string, () => string, string]>([
    ['the keys of OpenID Connect', () => JSON.stringify({ keys: [{ kty: 'RSA', use: 'sig', x5c: [key.certificateBase64] }] }), 'JWKS'],
    ['a token', () => 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln', 'a token (JWT)'],
    ['a response in base64', () => Buffer.from(makeResponse(key)).toString('base64'), 'a SAML response in base64'],
    ['a response as a form', () => `SAMLResponse=${Buffer.from(makeResponse(key)).toString('base64')}`, 'a SAML response in base64'],
    [
      'the view of a browser',
      () =>
        `This XML file does not appear to have any style information associated with it. The document tree is shown below.\n${entraMetadata({ keys: [key] })}`,
      'what a browser shows of an XML document'
    ]
  ])('is called what it is: %s', async (_what, text, name) => {
    expect(told(await ofText(text()))).toContain(name)
  })

  it.each<readonly [string, string, string]>([
    ['SHA-512', 'ab'.repeat(64), 'it has 128 hexadecimal digits'],
    ['a fingerprint that was cut', 'AB:'.repeat(30), 'it has 60 hexadecimal digits'],
    ['MD5 with its label', `Fingerprint: ${'AB:'.repeat(16)}`, 'it has 32 hexadecimal digits']
  ])('is a fingerprint of another length, and told so: %s', async (_what, text, length) => {
    const found = told(await ofText(text))
    expect(found).toContain('certificate.fingerprint.not-a-fingerprint')
    expect(found).toContain(length)
  })

  it('takes a fingerprint in base64 when its label says so', async () => {
    const found = await ofText(`SHA256:${Buffer.from(key.sha256, 'hex').toString('base64')}`)
    expect(found.choices.find(({ mode }) => mode === 'fingerprint')?.source).toMatchObject({ sha256: key.sha256 })
  })
})

describe('an address among a text', () => {
  it.each<readonly [string, string]>([
    ['with the label of the portal', `App Federation Metadata Url: ${ADDRESS}`],
    ['with the label on a line of its own', `App Federation Metadata Url\n${ADDRESS}\n`],
    ['in angle brackets', `<${ADDRESS}>`],
    ['in quotation marks', `"${ADDRESS}"`],
    ['in typographic quotation marks', `„${ADDRESS}“`],
    ['broken over two lines', ADDRESS.replace('/2007-06/', '/2007-06/\r\n  ')],
    ['without its scheme', ADDRESS.replace('https://', '')]
  ])('is inspected: %s', async (_how, text) => {
    expect(addressInPaste(text)).toBe(ADDRESS)
    const ports = samlPorts({ [ADDRESS]: entraMetadata({ keys: [key] }) })
    const found = await inspect({ kind: 'text', text }, { ports })
    expect(ports.asked).toEqual([ADDRESS])
    expect(found.report.summary.outcome).toBe('healthy')
  })

  it.each<readonly [string, string]>([
    ['two addresses', `${ADDRESS}\n${ADDRESS}`],
    ['a sentence', `Please use ${ADDRESS} and tell me`],
    ['XML', `<a href="${ADDRESS}"/>`],
    ['another host without its scheme', 'intranet.example/metadata'],
    ['nothing', ' ']
  ])('is not guessed: %s', (_what, text) => {
    expect(addressInPaste(text)).toBeUndefined()
  })

  it('is not asked when it is no Microsoft host', async () => {
    const ports = samlPorts()
    await inspect({ kind: 'text', text: '<https://evil.example/metadata>' }, { ports })
    expect(ports.asked).toEqual([])
  })
})

describe('a certificate with its private key in one file', () => {
  it.each(['before', 'behind'])('is read, with a word about the key: the key stands %s it', async (place) => {
    const parts = place === 'before' ? [key.privatePem, key.certificatePem] : [key.certificatePem, key.privatePem]
    const found = await ofFile(Buffer.from(parts.join('')), 'signing.pem')

    expect(troubles(found.report)).toContain('warn certificate-readable saml.metadata.private-key-inside')
    expect(found.choices.find(({ mode }) => mode === 'fingerprint')?.source).toMatchObject({ sha256: key.sha256 })
    // Nothing of the key goes anywhere.
    expect(JSON.stringify(found)).not.toContain(key.privatePem.split('\n')[1])
  })
})
