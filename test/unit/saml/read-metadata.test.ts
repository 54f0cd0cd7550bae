import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readMetadata } from '../../../src-main/adapters/saml/read-metadata.ts'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import type { SamlMetadataFacts } from '../../../src-main/core/saml/metadata-facts.ts'
import { metadataFixture } from '../../support/saml/inspect.ts'
import { entraMetadata, keyDescriptor, MD, TENANT } from '../../support/saml/make-metadata.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

const certificates = createCertificates()
let key: SigningKey
beforeAll(async () => {
  key = await makeSigningKey()
})

async function facts(content: string | Uint8Array): Promise<SamlMetadataFacts> {
  const read = await readMetadata(content, certificates)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

const providerOf = ({ entities }: SamlMetadataFacts) => entities[0]?.identityProviders[0]

describe('metadata', () => {
  it('gives what Entra ID says', async () => {
    const found = await facts(metadataFixture('entra-two-keys.xml'))

    expect({
      ...found,
      text: '',
      entities: found.entities.map(({ entityId, otherRoles }) => ({ entityId, otherRoles })),
      signatures: []
    }).toEqual({
      root: { name: 'EntityDescriptor', namespace: MD },
      bytes: metadataFixture('entra-two-keys.xml').byteLength,
      sha256: createHash('sha256').update(metadataFixture('entra-two-keys.xml')).digest('hex'),
      text: '',
      entities: [{ entityId: `https://sts.windows.net/${TENANT}/`, otherRoles: [] }],
      signatures: []
    })
    expect(providerOf(found)?.keys.map(({ use, key: { kind } }) => [use, kind])).toEqual([
      ['signing', 'certificate'],
      ['signing', 'certificate']
    ])
    expect(found.signatures.map(({ verdict, place }) => [verdict.kind, place])).toEqual([['valid', 'document']])
  })

  it('reads keys in lines, roles of other protocols, validity and organisation', async () => {
    const found = await facts(metadataFixture('shibboleth.xml'))

    expect(found.entities.map(({ validUntil, organization, otherRoles }) => ({ validUntil, organization, otherRoles }))).toEqual([
      { validUntil: '2034-05-01T00:00:00.000Z', organization: 'University of Examples', otherRoles: ['AttributeAuthorityDescriptor'] }
    ])
    expect(providerOf(found)?.keys.map(({ use, key: { kind } }) => `${use} ${kind}`)).toEqual([
      'signing certificate',
      'signing certificate',
      'encryption certificate'
    ])
  })

  it('names every entity of a federation at any depth, and reads the keys of the first ones', async () => {
    const { entities } = await facts(metadataFixture('federation-of-50.xml'))

    expect(entities).toHaveLength(50)
    expect(entities.filter(({ identityProviders }) => identityProviders.some(({ areKeysRead }) => areKeysRead))).toHaveLength(16)
    expect(entities.every(({ validUntil }) => validUntil === '2035-01-01T00:00:00.000Z')).toBe(true)
  })

  it.each([
    ['a bare key', '<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyValue/></KeyInfo></KeyDescriptor>', /KeyValue/],
    [
      'a name only',
      '<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyName>x</KeyName></KeyInfo></KeyDescriptor>',
      /only KeyName/
    ],
    ['nothing', '<KeyDescriptor/>', /empty/],
    [
      'no base64',
      '<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>*</X509Certificate></X509Data></KeyInfo></KeyDescriptor>',
      /base64/
    ],
    [
      'half a certificate',
      '<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>MIIDCjCCAfKgAwIBAgIP</X509Certificate></X509Data></KeyInfo></KeyDescriptor>',
      /./
    ]
  ])('says why a key is unreadable: %s', async (_title, keyXml, because) => {
    const found = await facts(entraMetadata({ keys: [], signer: 'none', keyXml }))
    const [first] = providerOf(found)?.keys ?? []

    expect(first?.key.kind === 'unreadable' ? first.key.because : '').toMatch(because)
  })

  it('reads two certificates of one key descriptor as two keys', async () => {
    const second = await makeSigningKey({ kind: 'ec' })
    const both = keyDescriptor(key).replace(
      '</X509Certificate>',
      `</X509Certificate><X509Certificate>${second.certificateBase64}</X509Certificate>`
    )

    expect(providerOf(await facts(entraMetadata({ keys: [], signer: 'none', keyXml: both })))?.keys).toHaveLength(2)
  })

  it('knows namespaces and not prefixes', async () => {
    const impostor = `<md:EntityDescriptor xmlns:md="urn:other" entityID="x"><md:IDPSSODescriptor/></md:EntityDescriptor>`

    expect((await facts(impostor)).entities).toEqual([])
  })

  it('gives the same facts for any order of attributes, any prefix and any white space', async () => {
    const attributes = ['entityID="urn:x"', 'ID="_1"', 'validUntil="2030-01-01T00:00:00"', 'cacheDuration="PT1H"']
    const plain = (found: SamlMetadataFacts) => ({ ...found, bytes: 0, sha256: '', text: '' })
    const make = (order: readonly string[], prefix: string, space: string) => {
      const p = prefix === '' ? '' : `${prefix}:`
      const xmlns = prefix === '' ? `xmlns="${MD}"` : `xmlns:${prefix}="${MD}"`
      const descriptor = keyDescriptor(key, 'signing', prefix).replace(/(.{60})/g, (line) =>
        line.includes('<') || line.includes('=') || line.includes(' ') ? line : `${line}${space}`
      )
      return `<${p}EntityDescriptor ${[...order, xmlns].join(` ${space}`)}>${space}<${p}IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${descriptor}${space}<${p}SingleSignOnService Location="https://x.example" Binding="b"/></${p}IDPSSODescriptor></${p}EntityDescriptor>`
    }
    const expected = plain(await facts(make(attributes, '', '')))

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(attributes, { minLength: attributes.length }),
        fc.constantFrom('', 'md', 'a', 'samlmd'),
        fc.constantFrom('', '\n', '\t ', '\r\n   '),
        async (order, prefix, space) => {
          expect(plain(await facts(make(order, prefix, space)))).toEqual(expected)
        }
      ),
      { numRuns: 60 }
    )
  })

  it('passes refusals of the XML reader on', async () => {
    const read = await readMetadata('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', certificates)

    expect(read.ok ? '' : read.error.kind).toBe('document-type')
  })
})
