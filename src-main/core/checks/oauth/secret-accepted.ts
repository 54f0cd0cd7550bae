import { parseWebAddress } from '../../entra/web-address.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { oauthNetworkProblem } from '../../oauth/network-problem.ts'
import { tokenProblem } from '../../oauth/token-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { documentOf, type OauthProbes } from './probes.ts'
import { NO_SECRET } from './secret-readable.ts'

export const secretAccepted: Check<OauthProbes> = {
  id: 'oauth.secret-accepted',
  title: 'The provider accepts the client id with the secret',
  origin: 'microsoft',
  needs: ['oauth.client-readable', 'oauth.secret-readable', 'oauth.token-endpoint-safe'],
  async run(probes) {
    const { secret, form, authority, scope } = probes
    if (secret === undefined) return skipped(NO_SECRET)
    const document = await documentOf(probes)
    const host = parseWebAddress(document.tokenEndpoint)?.host ?? document.tokenEndpoint
    const answer = await probes.token(document)
    switch (answer.kind) {
      case 'accepted': {
        const who = authority === undefined ? 'Microsoft' : 'The provider'
        const life = answer.expiresInSeconds === undefined ? 'of unknown life' : `valid for ${lifeText(answer.expiresInSeconds)}`
        return passed(`${who} gave a token for the application ${form.clientId}, ${life}. It was thrown away at once.`, [
          seen('Asked', document.tokenEndpoint),
          seen('Token', `${answer.tokenType}, ${life}, thrown away`),
          ...(scope === '' ? [] : [seen('Asked for (scope)', scope)]),
          seen(
            'What was done with it',
            'nothing: the token is for the application alone, needs no permission, and nothing was read with it'
          )
        ])
      }
      case 'refused':
        return failed(tokenProblem(answer, host))
      case 'unreadable':
        return failed(
          problem('oauth.token.unreadable', { host, because: answer.because }, [
            seen('Asked', document.tokenEndpoint),
            seen('Answer', answer.because)
          ])
        )
      case 'no-answer':
        return failed(oauthNetworkProblem(answer.failure, [seen('Asked', document.tokenEndpoint)]))
    }
  }
}

function lifeText(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return minutes === 1 ? '1 minute' : minutes < 1 ? `${String(Math.round(seconds))} seconds` : `${String(minutes)} minutes`
}
