import { SERVICE_OAUTH_REDIRECT_URI } from '../../entra/service-addresses.ts'
import { seen } from '../../evidence.ts'
import { type Check, skipped } from '../check.ts'
import { type OauthProbes, OTHER_PROVIDER } from './probes.ts'

export const redirectRegistered: Check<OauthProbes> = {
  id: 'oauth.redirect-registered',
  title: 'The redirect address of Files.com is registered',
  origin: 'microsoft',
  async run({ authority }) {
    if (authority !== undefined) return skipped(OTHER_PROVIDER)
    return {
      status: 'not-provable-here',
      because: 'Microsoft compares the address only when a person signs in; to an application it does not show its registration.',
      next: 'In the app registration open Authentication and compare the address under the platform Web. Then let one person sign in at the site: AADSTS50011 would mean that it is missing or differs.',
      evidence: [seen('It must be', SERVICE_OAUTH_REDIRECT_URI), seen('Platform', 'Web')]
    }
  }
}
