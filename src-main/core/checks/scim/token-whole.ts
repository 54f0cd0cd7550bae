import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, type Verdict, warned } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const tokenWhole: Check<ScimProbes> = {
  id: 'scim.token-whole',
  title: 'The token looks whole',
  origin: 'this-computer',
  async run({ token, username }) {
    if (username !== undefined) return judgePassword(token, username)
    if (token.kind === 'malformed') return failed(problem('scim.token.malformed', { because: token.because }))
    const length = seen('Token', `${String(token.length)} characters`)
    return token.looksLike === undefined
      ? passed('One line without white space; no part of it is shown anywhere.', [length])
      : warned(problem('scim.token.looks-different', { like: token.looksLike }, [length]))
  }
}

function judgePassword(shape: ScimProbes['token'], username: string): Verdict {
  if (shape.kind === 'malformed') return failed(problem('scim.basic.malformed', { because: shape.because }))
  const evidence = [seen('User name', username), seen('Password', `${String(shape.length)} characters`)] as const
  return shape.looksLike === undefined
    ? passed('A user name without a colon, and a password; no part of the password is shown anywhere.', evidence)
    : warned(problem('scim.basic.looks-different', { like: shape.looksLike }, evidence))
}
