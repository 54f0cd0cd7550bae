import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { EntraPage } from '../../entra/read-entra-address.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const addressOfMetadata: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.address-of-metadata',
  title: 'The address is the one of federation metadata',
  origin: 'this-computer',
  needs: ['saml-metadata.address-of-microsoft'],
  async run({ address }) {
    if (address?.read === undefined) return skipped('Nothing is fetched.')
    const { cloud, page, text } = address.read
    if (cloud === undefined && page !== 'portal') return skipped('How addresses of other products look is not known here.')
    const evidence = seen('Address', text)
    if (page === 'federation-metadata') return passed('The path is the one under which Entra ID publishes metadata.', [evidence])
    return failed(problem('saml.metadata.other-page', { page: pageText[page] }, [evidence]))
  }
}

const pageText: Readonly<Record<Exclude<EntraPage, 'federation-metadata'>, string>> = {
  'openid-discovery': 'an OpenID Connect configuration, which is for OAuth',
  'saml-endpoint': 'the address where sign-in happens',
  'sign-in': 'a sign-in page',
  issuer: 'the name of an issuer, under which nobody answers',
  portal: 'a page of the portal, which only its signed-in user can see',
  'service-metadata': 'an address of Files.com',
  other: 'no address of federation metadata'
}
