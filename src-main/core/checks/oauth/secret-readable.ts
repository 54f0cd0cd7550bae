import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { OauthProbes } from './probes.ts'

export const secretReadable: Check<OauthProbes> = {
  id: 'oauth.secret-readable',
  title: 'The client secret can be one',
  origin: 'this-computer',
  async run({ secret, authority }) {
    if (secret === undefined) return skipped(NO_SECRET)
    const { flaw, remark } = secret
    if (flaw?.mistake === 'secret-id')
      return failed(problem('oauth.secret.is-an-id', {}, [seen('Form', '32 digits in five groups, as ids have it')]))
    if (flaw !== undefined) return failed(problem('oauth.secret.unusable', { because: flaw.text }, [seen('What is wrong', flaw.text)]))
    if (authority !== undefined) return passed('It is one line without white space around it.', [seen('Form', 'each provider has its own')])
    return remark === undefined
      ? passed('It has the form that the portal gives to secrets.', [seen('Form', 'as the portal makes them today')])
      : passed('It can be one, although the portal makes them in another form today.', [
          seen('Form', 'as older secrets have it, or other tools')
        ])
  }
}

export const NO_SECRET = 'No client secret was given.'
