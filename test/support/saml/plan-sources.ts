import type { WantedSaml } from '../../../src-main/core/profile/profile.ts'
import type { SamlMode, SamlSource } from '../../../src-main/core/saml/saml-source.ts'
import type { ApplyWorld } from '../apply-world.ts'
import { entraMetadata as documentOfEntra } from './make-metadata.ts'
import type { SigningKey } from './signing-key.ts'

export const tenant = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'
const issuer = `https://sts.windows.net/${tenant}/`
const endpoint = `https://login.microsoftonline.com/${tenant}/saml2`

/** Metadata as Entra ID publishes it, with these keys; unsigned, as a plan reads keys and no origin. */
export function entraMetadata(keys: readonly SigningKey[]): string {
  return documentOfEntra({ keys, tenant, signer: 'none' })
}

/** One source of each mode with these keys; what is behind the address is put into the world. */
export function sourceOf(mode: SamlMode, keys: readonly SigningKey[], world: ApplyWorld, application = '1'): SamlSource {
  switch (mode) {
    case 'url': {
      const url = `https://login.microsoftonline.com/${tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=00000000-0000-4000-8000-${application.padStart(12, '0')}`
      world.metadata.set(url, entraMetadata(keys))
      return { mode, url }
    }
    case 'xml':
      return { mode, xml: entraMetadata(keys) }
    case 'fingerprint':
      return { mode, sha256: keys[0]?.sha256 ?? '', issuer, signOnUrl: endpoint, logoutUrl: endpoint }
  }
}

export function samlWish(wanted: Partial<WantedSaml>): WantedSaml {
  return {
    strategyId: undefined,
    displayName: 'Harbour Entra ID',
    source: undefined,
    enabled: true,
    showOnLoginPage: undefined,
    fields: {},
    ...wanted
  }
}
