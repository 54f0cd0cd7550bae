import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { shortBinding } from '../../saml/short-binding.ts'
import { type Check, passed, warned } from '../check.ts'
import { providerOf, type SamlMetadataProbes } from './probes.ts'

export const logoutPresent: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.logout-present',
  title: 'There is a sign-out address',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    const [first, ...more] = (await providerOf(probes)).provider.logout.map(({ binding, location }) =>
      seen(shortBinding(binding), location)
    )
    return first === undefined ? warned(problem('saml.metadata.no-logout', {})) : passed('It is named in the document.', [first, ...more])
  }
}
