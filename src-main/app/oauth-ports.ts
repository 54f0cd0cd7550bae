import type { OpenIdPort } from '../core/oauth/oauth-ports.ts'
import type { ClockPort } from '../core/ports/surroundings.ts'

/** What testing an app registration needs. */
export interface OauthPorts {
  readonly openId: OpenIdPort
  readonly clock: ClockPort
}
