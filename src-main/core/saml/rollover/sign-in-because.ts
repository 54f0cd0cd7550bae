import { assertNever } from '../../result.ts'
import type { SamlMode } from '../saml-source.ts'
import type { SignInForecast } from './sign-in-at.ts'

/** One or two sentences on a forecast. */
export function signInBecause(mode: SamlMode, { signedBy, reason }: SignInForecast): string {
  const signs = `Entra ID signs with the ${signedBy} key`
  switch (reason) {
    case 'trusted':
      return `${signs}, and Files.com has it.`
    case 'trusted-but-ended':
      return `${signs}, which has ended. Whether Files.com looks at the dates is not documented: a service that does not goes on letting people in.`
    case 'trusted-but-not-yet-valid':
      return `${signs}, which is not valid yet. Whether Files.com looks at the dates is not documented.`
    case 'not-trusted':
      return `${signs}, and Files.com has ${mode === 'xml' ? 'a document without it' : 'another fingerprint'}.`
    case 'perhaps-not-read':
      return `${signs}. If Files.com keeps every key of the address and has read it since the key was created, this works; if it keeps one key only, this breaks until it reads again.`
    default:
      return assertNever(reason)
  }
}
