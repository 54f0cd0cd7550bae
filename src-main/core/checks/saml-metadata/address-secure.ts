import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { withoutCredentials } from '../../entra/web-address.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const addressSecure: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.address-secure',
  title: 'The address is https',
  origin: 'this-computer',
  async run({ address }) {
    if (address === undefined) return skipped('Nothing is fetched.')
    const { typed, read } = address
    if (read === undefined)
      return failed(problem('saml.metadata.address-unreadable', { typed: typed.trim() === '' ? '(empty)' : shortened(typed) }))
    const evidence = seen('Address', read.text)
    if (read.hasCredentials) return failed(problem('saml.metadata.address-not-https', { scheme: 'a name and a password' }))
    if (read.scheme !== 'https') return failed(problem('saml.metadata.address-not-https', { scheme: read.scheme }, [evidence]))
    return passed(`The address is asked over https at ${read.host}.`, [evidence])
  }
}

function shortened(typed: string): string {
  const text = withoutCredentials(typed.trim())
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`
}
