import { screen } from '@testing-library/svelte'
import type { UserEvent } from '@testing-library/user-event'
import type { ConnectedSite } from '../../../src-main/contract/views.ts'
import { seen, seenAboutPeople } from '../../../src-main/core/evidence.ts'
import type { OauthForm } from '../../../src-main/core/model/oauth-form.ts'
import type { AffectedUser, AffectedUsers, OauthTest } from '../../../src-main/core/oauth/oauth-views.ts'
import type { WantedOauth } from '../../../src-main/core/profile/profile.ts'
import { summarise } from '../../../src-main/core/report/check-report.ts'
import type { EntraGuide } from '../../../src-main/core/saml/saml-views.ts'
import { type Answers, done } from './fake-bridge.ts'
import { openSite } from './open-site.ts'
import { type OpenWindow, openWindow } from './open-window.ts'
import { emptyWorkspace, eventsOf, resultOf } from './samples.ts'
import { acme, acmeProfile } from './site-samples.ts'

export const tenantId = '3f0c1a52-8b1e-4c57-9d2a-6f5b1c0e7a11'
export const clientId = 'b7e4d0c9-1f26-4a83-8e5d-2c9a7f3b6d40'
export const secret = 'Abc8Q~0123456789abcdefghijklmnopqrstuvwx'

export const filledOauth: OauthForm = {
  cloud: 'global',
  displayName: 'Corp sign-in',
  tenantId,
  clientId,
  secretEndsOn: '2028-04-02'
}

export const wantedOauth: WantedOauth = {
  strategyId: undefined,
  displayName: 'Corp sign-in',
  tenantId,
  clientId,
  entersCredentials: true,
  secretEndsOn: '2028-04-02',
  enabled: true,
  showOnLoginPage: true,
  fields: {}
}

/** Acme with a provider by OAuth beside the one by SAML. */
export const acmeWithOauth: ConnectedSite = {
  ...acme,
  strategies: [
    ...acme.strategies,
    {
      id: 14,
      label: 'Corp OAuth',
      protocol: 'oauth',
      isEntra: true,
      what: 'OAuth 2.0 with Microsoft Entra ID',
      enabled: true,
      userCount: 3,
      displayOnLoginPage: true,
      ldapProvisioning: false,
      fields: { protocol: 'oauth2', enabled: true },
      scimTokenExpiresAt: undefined,
      problem: undefined
    }
  ]
}

export const oauthGuide: EntraGuide = {
  kind: 'oauth',
  site: acme.site,
  purpose: 'People shall sign in with their Microsoft accounts.',
  aboutSecrets: 'One client secret comes up.',
  portalUrl: 'https://portal.azure.com',
  steps: [
    {
      id: 'register-application',
      title: 'Register the application',
      path: ['App registrations', 'New registration'],
      instructions: ['Choose the platform Web.'],
      values: [{ label: 'Redirect URI', value: 'https://app.files.com/x', copy: 'https://app.files.com/x' }],
      bringBack: ['Application (client) ID']
    }
  ]
}

export function affectedUser(place: number, more: Partial<AffectedUser> = {}): AffectedUser {
  return {
    id: place,
    username: `user${place}`,
    name: `User Number ${place}`,
    ways: [{ way: 'sftp', lastAt: '2026-11-20T10:00:00.000Z' }],
    publicKeys: 0,
    apiKeys: undefined,
    verdict: 'needs-ssh-key',
    because: 'Came by SFTP, and has no SSH key.',
    evidence: [seenAboutPeople('Last SFTP sign-in', '20 November 2026')],
    ...more
  }
}

export function affectedUsers(users: readonly AffectedUser[], more: Partial<AffectedUsers> = {}): AffectedUsers {
  return {
    since: '2026-08-24T00:00:00.000Z',
    cutBecause: undefined,
    headline: `${users.length} people came without a browser in the last 90 days`,
    counts: { sftp: users.length, ftp: 0, webdav: 0, api: 0 },
    untold: [],
    verdicts: countsOf(users),
    total: users.length,
    users,
    remedies: ['Each of them puts an SSH key into their profile.'],
    assumptions: ['Whether a password or a key was used is not told.'],
    ...more
  }
}

function countsOf(users: readonly AffectedUser[]): AffectedUsers['verdicts'] {
  const count = (verdict: AffectedUser['verdict']) => users.filter((user) => user.verdict === verdict).length
  return {
    'no-way': count('no-way'),
    'needs-both': count('needs-both'),
    'needs-ssh-key': count('needs-ssh-key'),
    'needs-api-key': count('needs-api-key'),
    safe: count('safe')
  }
}

export function oauthTest(more: Partial<OauthTest> = {}, results = [resultOf('pass')]): OauthTest {
  return {
    reportId: 'oauth-1',
    report: {
      kind: 'oauth',
      startedAt: '2026-11-21T14:02:00.000Z',
      durationMs: 321,
      subject: [seen('Tenant', tenantId)],
      summary: summarise(results),
      results
    },
    facts: [{ label: 'Issuer', value: `https://login.microsoftonline.com/${tenantId}/v2.0` }],
    tenantId,
    isSecretProved: true,
    ...more
  }
}

/** Everything goes well. */
export const oauthAnswers: Answers = {
  'site.connect': () => done(acmeWithOauth),
  'entra.guide': () => done(oauthGuide),
  'entra.hand-over': () => done({ kind: 'saved', path: 'hand-over.html' }),
  'oauth.affected': () => done(affectedUsers([affectedUser(1), affectedUser(2, { verdict: 'safe' })])),
  'oauth.test': (_input, emit) => {
    for (const event of eventsOf([resultOf('pass')])) emit(event)
    return done(oauthTest())
  },
  'oauth.report-save': () => done({ kind: 'saved', path: 'oauth.html' }),
  'oauth.report-text': () => done('The report'),
  'saml.prove': () => done({ kind: 'signed-in', username: 'ada', sentence: 'ada arrived a moment ago.', evidence: [] })
}

/** Set-up of Acme with this part in it. */
export function profileWithOauth(oauth: WantedOauth): Answers {
  return { 'profile.read': () => done({ ...acmeProfile, profile: { ...acmeProfile.profile, oauth } }) }
}

/** The screen OAuth with Acme connected. */
export async function openOauth(more: Answers = {}, oauthGiven?: OauthForm): Promise<OpenWindow> {
  const opened = await openSite({ ...oauthAnswers, ...more }, oauthGiven === undefined ? {} : { oauthGiven })
  await opened.user.click(screen.getByRole('button', { name: 'OAuth' }))
  await screen.findByRole('heading', { level: 1, name: 'OAuth' })
  return opened
}

/** The screen OAuth while there is no site at all. */
export async function openOauthAlone(more: Answers = {}): Promise<OpenWindow> {
  return openWindow({ ...oauthAnswers, ...more }, { ...emptyWorkspace, screen: 'oauth' })
}

/** Into a box as one would: copied in the portal. */
export async function pasteInto(user: UserEvent, box: HTMLElement, text: string): Promise<void> {
  await user.click(box)
  await user.paste(text)
}
