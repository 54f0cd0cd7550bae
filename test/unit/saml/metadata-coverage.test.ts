import { beforeAll, describe, expect, it } from 'vitest'
import { inspect, troubles } from '../../support/saml/inspect.ts'
import { entraMetadata, MD, serviceMetadata, signMetadata } from '../../support/saml/make-metadata.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let key: SigningKey
let stranger: SigningKey

beforeAll(async () => {
  ;[key, stranger] = await Promise.all([makeSigningKey(), makeSigningKey({ name: 'Somebody else' })])
})

const bare = (xml: string) => xml.replace(/<\?xml[^>]*\?>/, '')
const wrapped = (...entities: readonly string[]) =>
  `<EntitiesDescriptor ID="_list" xmlns="${MD}">${entities.map(bare).join('')}</EntitiesDescriptor>`
const signedService = () => signMetadata(bare(serviceMetadata).replace('<md:EntityDescriptor ', '<md:EntityDescriptor ID="_service" '), key)
const text = (xml: string) => ({ kind: 'text', text: xml }) as const

describe('a signature over something else in the document', () => {
  it('never makes the identity provider beside it look signed', async () => {
    const found = await inspect(text(wrapped(signedService(), entraMetadata({ keys: [stranger], signer: 'none' }))))

    expect(troubles(found.report)).toContain('warn signature-valid saml.metadata.partly-signed')
    expect(troubles(found.report).join()).not.toContain('signed-by-listed-key')
    expect(found.facts?.signature).toContain('not the identity provider')
    expect(found.facts?.signature).not.toContain('unchanged since then')
  })

  it('does not stand in the way of one that covers the provider', async () => {
    const found = await inspect(text(wrapped(signedService(), entraMetadata({ keys: [stranger] }))))

    expect(troubles(found.report)).toEqual([
      'warn one-identity-provider saml.metadata.federation-wrapper',
      'not-provable-here keys-of-application'
    ])
    expect(found.facts?.signature).toContain('by Somebody else: unchanged since then')
  })

  it('covers the provider when it covers the whole list', async () => {
    const found = await inspect(text(signMetadata(wrapped(serviceMetadata, entraMetadata({ keys: [key], signer: 'none' })), key)))
    expect(troubles(found.report).join()).not.toContain('signature')
    expect(found.facts?.signature).toContain('unchanged since then')
  })

  it('that is broken is told, although another one holds', async () => {
    const broken = signedService().replace('https://app.files.com/saml/consume', 'https://evil.example/saml/consume')
    const found = await inspect(text(wrapped(entraMetadata({ keys: [key] }), broken)))

    expect(troubles(found.report)).toContain('fail signature-valid saml.signature.digest-differs')
    expect(found.facts?.signature).toContain('does not fit')
  })

  it('is no hint at the key that signs responses', async () => {
    const two = entraMetadata({ keys: [key, stranger], signer: 'none' })
    const found = await inspect(text(wrapped(signedService(), two)))
    expect(found.facts?.keys.map(({ roleText }) => roleText)).not.toContain('Probably signs now')
  })
})

describe('the words about a broken document', () => {
  it('name it inside of the sentence with a small letter', async () => {
    const found = await inspect(text(entraMetadata({ keys: [key] }).replace('entityID="https', 'entityID="http')))
    const verdict = found.report.results.find(({ id }) => id === 'saml-metadata.signature-valid')?.outcome
    expect(JSON.stringify(verdict)).toContain('The signature in the pasted text says')
  })
})
