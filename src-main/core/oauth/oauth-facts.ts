import type { FactRow } from '../saml/saml-views.ts'
import { homeCloud } from './home-cloud.ts'
import type { DiscoveryAnswer } from './oauth-ports.ts'
import { tenantOfIssuer } from './tenant-of-issuer.ts'

/** What discovery showed, for a list with copy buttons. */
export function oauthFacts({ url, document }: Extract<DiscoveryAnswer, { kind: 'found' }>): readonly FactRow[] {
  const tenantId = tenantOfIssuer(document.issuer)
  const home = homeCloud(document)
  return [
    ...(tenantId === undefined
      ? []
      : [copied('Tenant id', tenantId, 'The number of your company at Microsoft, also when a domain was entered. Files.com asks for it.')]),
    ...(home === undefined
      ? []
      : [{ label: 'Cloud', value: home.cloud.name, explain: 'A tenant lives in exactly one of Microsoft’s clouds.' }]),
    ...(document.tenantRegionScope === undefined
      ? []
      : [{ label: 'Region', value: document.tenantRegionScope, explain: 'As Microsoft calls it.' }]),
    copied('Issuer', document.issuer, 'Who says in a token that it made it.'),
    ...(document.authorizationEndpoint === ''
      ? []
      : [copied('Sign-in address', document.authorizationEndpoint, 'Where the browser of a person is sent to.')]),
    copied('Token address', document.tokenEndpoint, 'Where Files.com proves with the secret who it is.'),
    copied('Described at', url, 'The document from which all of this was read.')
  ]
}

function copied(label: string, value: string, explain: string): FactRow {
  return { label, value, copy: value, explain }
}
