import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { readEntraAddress } from '../../entra/read-entra-address.ts'
import { HTTP_POST, HTTP_REDIRECT, shortBinding } from '../../saml/short-binding.ts'
import { type Check, failed, passed } from '../check.ts'
import { providerOf, type SamlMetadataProbes } from './probes.ts'

export const signOnUsable: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.sign-on-usable',
  title: 'There is a sign-in address that a browser can be sent to',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    const { signOn } = (await providerOf(probes)).provider
    const evidence = signOn.map(({ binding, location }) => seen(shortBinding(binding), location))
    const [first, ...more] = signOn
      .filter(({ binding, location }) => (binding === HTTP_REDIRECT || binding === HTTP_POST) && location !== '')
      .map(({ binding, location }) => seen(shortBinding(binding), location))
    if (first === undefined) {
      const bindings = signOn.length === 0 ? 'no sign-in address at all' : signOn.map(({ binding }) => shortBinding(binding)).join(', ')
      return failed(problem('saml.metadata.no-sign-on', { bindings }, evidence))
    }
    const open = [first, ...more].find(({ value }) => readEntraAddress(value)?.scheme !== 'https')
    if (open !== undefined) return failed(problem('saml.metadata.endpoint-not-https', { location: open.value }, evidence))
    return passed(`It is reached by ${[...new Set([first, ...more].map(({ label }) => label))].join(' and ')}.`, [first, ...more])
  }
}
