import { type RecognisedProduct, recogniseProduct } from './recognise-product.ts'

/** Who issues under this name, as far as the name itself shows it. */
export function recogniseIssuer(issuer: string): RecognisedProduct {
  return recogniseProduct({
    entity: {
      entityId: issuer,
      id: '',
      validUntil: undefined,
      unreadableEnds: [],
      cacheDuration: undefined,
      identityProviders: [],
      serviceProviders: [],
      otherRoles: [],
      organization: undefined
    },
    provider: { protocols: [], wantsSignedRequests: undefined, signOn: [], logout: [], nameIdFormats: [], areKeysRead: true, keys: [] }
  })
}
