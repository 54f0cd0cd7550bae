import { parseWebAddress } from '../../entra/web-address.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { isLoginHost } from '../../oauth/home-cloud.ts'
import { type Check, failed, passed } from '../check.ts'
import { documentOf, type OauthProbes } from './probes.ts'

/** The last rung before the secret leaves this computer. */
export const tokenEndpointSafe: Check<OauthProbes> = {
  id: 'oauth.token-endpoint-safe',
  title: 'The secret would go to the right host',
  origin: 'microsoft',
  needs: ['oauth.tenant-in-cloud'],
  async run(probes) {
    const { tokenEndpoint } = await documentOf(probes)
    const { authority, cloud } = probes
    const evidence = seen('Token address', tokenEndpoint)
    const read = parseWebAddress(tokenEndpoint)
    const isPlain = read?.hasCredentials === false
    if (authority !== undefined) {
      // Somebody who named the provider trusts it to name the address; it may not be less protected than the provider itself.
      const scheme = parseWebAddress(authority)?.scheme ?? 'https'
      return isPlain && (read.scheme === 'https' || read.scheme === scheme)
        ? passed(`The provider names ${read.host} for it.`, [evidence])
        : failed(
            problem('oauth.endpoint.elsewhere', { endpoint: tokenEndpoint, expected: 'an address that begins with https' }, [evidence])
          )
    }
    const isRight = isPlain && read.scheme === 'https' && (read.port === undefined || read.port === '443') && isLoginHost(cloud, read.host)
    return isRight
      ? passed(`It is ${read.host}, the sign-in host of ${cloud.name}.`, [evidence])
      : failed(problem('oauth.endpoint.elsewhere', { endpoint: tokenEndpoint, expected: `https://${cloud.loginHost}` }, [evidence]))
  }
}
