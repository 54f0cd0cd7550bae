import { testOauth } from '../../../src-main/app/operations/test-oauth.ts'
import { toItsEnd } from '../../../src-main/app/to-its-end.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { emptyOauthForm } from '../../../src-main/core/model/oauth-form.ts'
import type { OauthTest } from '../../../src-main/core/oauth/oauth-views.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { withPracticeOpenId } from '../../../src-main/practice/entra/practice-open-id.ts'
import { practiceRegistration } from '../../../src-main/practice/entra/practice-registration.ts'
import type { Registration } from './oauth-screen.ts'
import { sharedTenant } from './saml-scenes.ts'

/** What `oauth test` of the command line would say of the same registration, were the practice tenant known to it. Nobody else is asked. */
export async function expectedOauthTest({ tenantId, clientId, secret }: Registration): Promise<Omit<OauthTest, 'reportId'>> {
  const nobody = () => Promise.reject(new Error('Only the practice tenant may be asked'))
  const openId = withPracticeOpenId({ discover: nobody, requestToken: nobody }, await sharedTenant())
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
  const { secretEndsOn } = practiceRegistration()
  const form = { ...emptyOauthForm, displayName: 'Microsoft Entra ID', tenantId, clientId, secretEndsOn }
  return toItsEnd(testOauth({ clock, openId }, { form, clientSecret: new Secret(secret) }, neverCancelled), () => undefined)
}
