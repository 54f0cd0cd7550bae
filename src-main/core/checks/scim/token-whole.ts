import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const tokenWhole: Check<ScimProbes> = {
  id: 'scim.token-whole',
  title: 'The token looks whole',
  origin: 'this-computer',
  async run({ token }) {
    if (token.kind === 'malformed') return failed(problem('scim.token.malformed', { because: token.because }))
    const length = seen('Token', `${String(token.length)} characters`)
    return token.looksLike === undefined
      ? passed('One line without white space; no part of it is shown anywhere.', [length])
      : warned(problem('scim.token.looks-different', { like: token.looksLike }, [length]))
  }
}
