import { beforeAll, describe, expect, it } from 'vitest'
import { inspect, troubles } from '../../support/saml/inspect.ts'
import { entraMetadata, MD } from '../../support/saml/make-metadata.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let key: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
})

async function endOf(xml: string): Promise<string> {
  const { report } = await inspect({ kind: 'text', text: xml })
  const { status } = report.results.find(({ id }) => id === 'saml-metadata.not-ended')?.outcome ?? { status: 'none' }
  return troubles(report).find((trouble) => trouble.includes('not-ended')) ?? status
}

const unsigned = (validUntil?: string) =>
  entraMetadata({ keys: [key], signer: 'none', ...(validUntil === undefined ? {} : { validUntil }) })
const inRole = (xml: string, validUntil: string) => xml.replace('<IDPSSODescriptor', `<IDPSSODescriptor validUntil="${validUntil}"`)
const inList = (xml: string, validUntil: string) =>
  `<EntitiesDescriptor xmlns="${MD}" validUntil="${validUntil}">${xml.replace(/<\?xml[^>]*\?>/, '')}</EntitiesDescriptor>`

describe('the end that a document names for itself', () => {
  it.each<readonly [string, () => string]>([
    ['in the entity', () => unsigned('2020-01-01T00:00:00Z')],
    ['in the role of the provider', () => inRole(unsigned(), '2020-01-01T00:00:00Z')],
    ['in the role, although the entity names a later one', () => inRole(unsigned('2030-01-01T00:00:00Z'), '2020-01-01T00:00:00Z')],
    [
      'in the list around it, although the entity names a later one',
      () => inList(unsigned('2030-01-01T00:00:00Z'), '2020-01-01T00:00:00Z')
    ],
    ['in the entity, although the list names a later one', () => inList(unsigned('2020-01-01T00:00:00Z'), '2030-01-01T00:00:00Z')],
    ['without a zone, in parts of a second as .NET writes them', () => unsigned('2026-11-22T04:59:59.9999999')]
  ])('counts when it is over: %s', async (_where, xml) => {
    expect(await endOf(xml())).toBe('fail not-ended saml.metadata.ended')
  })

  it.each(['tomorrow', '', '22.11.2030', '2030-13-45T00:00:00Z'])('is told when it cannot be read: “%s”', async (written) => {
    expect(await endOf(unsigned(written))).toBe('warn not-ended saml.metadata.end-unreadable')
  })

  it('is none when there is none, and fine when it is to come', async () => {
    expect(await endOf(unsigned())).toBe('skip')
    expect(await endOf(inRole(inList(unsigned('2030-01-01T00:00:00Z'), '2031-01-01T00:00:00Z'), '2032-01-01T00:00:00Z'))).toBe('pass')
  })
})
