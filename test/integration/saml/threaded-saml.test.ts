import { beforeAll, describe, expect, it } from 'vitest'
import { createSaml } from '../../../src-main/adapters/saml/create-saml.ts'
import { createThreadedSaml } from '../../../src-main/adapters/saml/create-threaded-saml.ts'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import { entraMetadata, MD } from '../../support/saml/make-metadata.ts'
import { makeResponse } from '../../support/saml/make-response.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

const here = createSaml(createCertificates())
const program = new URL('../../../src-main/adapters/saml/saml-thread.ts', import.meta.url)
let key: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
})

describe('a document that is read in a thread', () => {
  it('is read as it is here', async () => {
    const threaded = createThreadedSaml({ program, here, mostBytesHere: 0 })
    const metadata = Buffer.from(entraMetadata({ keys: [key] }))
    const response = makeResponse(key)
    const keys = [{ kind: 'certificate', certificate: key.facts }] as const

    expect(await threaded.readMetadata(metadata)).toEqual(await here.readMetadata(metadata))
    expect(await threaded.readResponse(response, keys)).toEqual(await here.readResponse(response, keys))
    expect(await threaded.readMetadata('<!DOCTYPE a><a/>')).toEqual(await here.readMetadata('<!DOCTYPE a><a/>'))
  })

  it('does not hold this thread up, however odd its ten megabytes are', async () => {
    const threaded = createThreadedSaml({ program, here })
    const odd = Buffer.from(`<l>${'<x:a xmlns:x="urn:y" x:b="1">z</x:a>'.repeat(149_000)}${'&lt;'.repeat(1_000_000)}</l>`)
    const stall = watchStall()
    const read = await threaded.readMetadata(odd)

    expect(read.ok && read.value.root.name).toBe('l')
    // On a machine with other work to do; here it takes 2.5 seconds.
    expect(stall()).toBeLessThan(500)
  })

  it('may be as broken as it likes: the thread says so too', async () => {
    const threaded = createThreadedSaml({ program: new URL('data:text/javascript,'), here, mostBytesHere: 0 })

    await expect(threaded.readMetadata('<a/>')).rejects.toThrow('ended with 0')
  })
})

describe('the certificates of a document', () => {
  it('are read up to a limit, and one entry says that there are more', async () => {
    const descriptors = Array.from({ length: 3000 }, (_, number) => descriptor(otherSerial(key, number))).join('')
    const xml = `<EntityDescriptor xmlns="${MD}" entityID="urn:x"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${descriptors}</IDPSSODescriptor></EntityDescriptor>`
    const read = await here.readMetadata(xml)

    const keys = read.ok ? (read.value.entities[0]?.identityProviders[0]?.keys ?? []) : []
    expect(keys).toHaveLength(101)
    expect(keys.at(-1)?.key).toEqual({ kind: 'unreadable', because: 'more than 100 certificates are not read' })
  })
})

function descriptor(base64: string): string {
  return `<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
}

/** Another certificate, whose signature does not fit; nobody looks at that. */
function otherSerial({ certificateBase64 }: SigningKey, number: number): string {
  const der = Buffer.from(certificateBase64, 'base64')
  der.writeUInt32BE(number, der.length - 8)
  return der.toString('base64')
}

/** How long this thread could do nothing else at the most, in milliseconds. */
function watchStall(): () => number {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  return () => {
    clearInterval(timer)
    return longest
  }
}
