import { screen } from '@testing-library/svelte'
import { seen } from '../../../src-main/core/evidence.ts'
import { summarise } from '../../../src-main/core/report/check-report.ts'
import type {
  EntraAnswers,
  EntraGuide,
  Rollover,
  RolloverOfMode,
  SamlInspection,
  SamlReport,
  SamlResponseInspection,
  SamlResponseView,
  StoredComparison
} from '../../../src-main/core/saml/saml-views.ts'
import { certificateCard } from './certificate-samples.ts'
import { type Answers, done } from './fake-bridge.ts'
import { openSite } from './open-site.ts'
import { type OpenWindow, openWindow } from './open-window.ts'
import { emptyWorkspace, eventsOf, resultOf } from './samples.ts'
import { acme } from './site-samples.ts'

export const metadataUrl = 'https://login.microsoftonline.com/tenant/federationmetadata/2007-06/federationmetadata.xml?appid=app'
export const urlSource = { mode: 'url', url: metadataUrl } as const
export const fingerprintSource = {
  mode: 'fingerprint',
  sha256: 'ab'.repeat(32),
  issuer: 'https://sts.windows.net/tenant/',
  signOnUrl: 'https://login.microsoftonline.com/tenant/saml2',
  logoutUrl: 'https://login.microsoftonline.com/tenant/saml2'
} as const

export const guide: EntraGuide = {
  kind: 'saml',
  site: acme.site,
  purpose: 'People shall sign in with their Microsoft accounts.',
  aboutSecrets: 'No secret is asked for.',
  portalUrl: 'https://portal.azure.com',
  steps: [
    {
      id: 'create-application',
      title: 'Make the application',
      path: ['Enterprise applications', 'New application'],
      instructions: ['Choose “Create your own application”.'],
      values: [],
      bringBack: []
    },
    {
      id: 'basic-saml',
      title: 'Basic SAML configuration',
      path: ['Single sign-on', 'SAML'],
      instructions: ['Edit the first box.'],
      values: [
        {
          label: 'Identifier (Entity ID)',
          value: 'https://acme.files.com/saml',
          copy: 'https://acme.files.com/saml',
          explain: 'The name by which Entra ID knows the site.'
        }
      ],
      bringBack: ['App Federation Metadata Url']
    }
  ]
}

export const answers: EntraAnswers = {
  site: acme.site,
  answeredBy: 'Eva Entra',
  answeredAt: '2026-11-21T10:00:00.000Z',
  metadataUrl,
  metadataXml: '',
  certificatePem: '',
  tenantId: 'tenant',
  applicationId: 'app',
  doneSteps: ['create-application', 'basic-saml'],
  remarks: 'Only the pilot group is assigned.'
}

export function samlReport(kind: SamlReport['kind'], results = [resultOf('pass')]): SamlReport {
  return {
    kind,
    startedAt: '2026-11-21T14:02:00.000Z',
    durationMs: 321,
    subject: [seen('Read from', 'login.microsoftonline.com')],
    summary: summarise(results),
    results
  }
}

export function inspection(more: Partial<SamlInspection> = {}): SamlInspection {
  return {
    inspectionId: 'inspection-1',
    report: samlReport('metadata'),
    facts: {
      rows: [{ label: 'Entity ID', value: 'https://sts.windows.net/tenant/', copy: 'https://sts.windows.net/tenant/' }],
      keys: [
        {
          card: certificateCard('Signing key 2026', 'other', 'ab'.repeat(32)),
          role: 'current',
          roleText: 'Signs now',
          because: 'It is the only one that is valid.'
        }
      ],
      signature: 'The document is signed, and unchanged since.'
    },
    choices: [
      {
        mode: 'url',
        title: 'Metadata URL',
        isRecommended: true,
        because: 'Files.com follows it when keys change.',
        source: urlSource,
        whyNot: undefined,
        rows: [{ label: 'Metadata URL', value: metadataUrl }]
      },
      {
        mode: 'xml',
        title: 'Metadata XML',
        isRecommended: false,
        because: 'It has to be replaced by hand.',
        source: undefined,
        whyNot: 'The document is too large.',
        rows: []
      },
      {
        mode: 'fingerprint',
        title: 'Certificate fingerprint',
        isRecommended: false,
        because: 'It ends with the key.',
        source: fingerprintSource,
        whyNot: undefined,
        rows: [{ label: 'Certificate Fingerprint', value: fingerprintSource.sha256 }]
      }
    ],
    ...more
  }
}

export const comparison: StoredComparison = {
  sides: [
    { name: 'Stored at Files.com', readAt: '2026-11-21T14:02:00.000Z', missing: undefined },
    { name: 'Checked in step 2', readAt: undefined, missing: undefined },
    { name: 'Published by Entra ID', readAt: '2026-11-21T14:02:00.000Z', missing: undefined }
  ],
  rows: [
    { label: 'Issuer', values: ['https://sts.windows.net/tenant/', 'https://sts.windows.net/tenant/', undefined], isSame: true },
    { label: 'Signing key', values: ['cd'.repeat(32), 'ab'.repeat(32), 'ab'.repeat(32)], isSame: false }
  ],
  headline: 'Files.com stores another key than Entra ID publishes.',
  problems: []
}

export const responseView: SamlResponseView = {
  username: { kind: 'results', username: 'ada@corp.example', because: 'It is the NameID of the signed assertion.' },
  signedRows: [{ label: 'Issuer', value: 'https://sts.windows.net/tenant/' }],
  attributes: [
    {
      name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      shortName: 'emailaddress',
      values: ['ada@corp.example'],
      isSigned: true,
      note: 'The mail address of the user.'
    }
  ],
  unsignedRows: [{ label: 'Destination', value: 'https://evil.example' }],
  opened: 'form field, base64',
  xml: '<samlp:Response/>'
}

export function responseInspection(more: Partial<SamlResponseInspection> = {}): SamlResponseInspection {
  return { reportId: 'response-1', report: samlReport('response'), view: responseView, ...more }
}

function modeOf(mode: RolloverOfMode['mode'], isInForce: boolean): RolloverOfMode {
  return {
    mode,
    isInForce,
    moments: [
      { at: '2026-12-01T00:00:00.000Z', title: 'The new key is made', signIn: 'works', because: 'The old one still signs.' },
      { at: undefined, title: 'Make the new key active', signIn: 'breaks', because: 'Files.com knows the old one only.' },
      { at: '2027-01-14T00:00:00.000Z', title: 'The old key ends', signIn: 'not-known', because: 'Nothing is documented.' }
    ],
    headline: `Told by ${mode}, sign-in would break when the new key becomes active.`,
    breaksAt: '2026-12-02T00:00:00.000Z',
    steps: [{ text: 'Make the new key active in the portal.', who: 'entra-administrator' }],
    assumptions: ['Files.com reads the address again within a day.']
  }
}

export const rollover: Rollover = {
  keys: [
    { name: 'old', card: certificateCard('Old signing key', 'other', 'cd'.repeat(32)) },
    { name: 'new', card: certificateCard('New signing key', 'other', 'ab'.repeat(32)) }
  ],
  modes: [modeOf('url', false), modeOf('xml', false), modeOf('fingerprint', true)],
  problems: []
}

/** Everything goes well. */
export const samlAnswers: Answers = {
  'entra.guide': () => done(guide),
  'entra.hand-over': () => done({ kind: 'saved', path: 'hand-over.html' }),
  'saml.answers': () => done(answers),
  'saml.inspect': (_input, emit) => {
    for (const event of eventsOf([resultOf('pass')])) emit(event)
    return done(inspection())
  },
  'saml.stored': () => done(comparison),
  'saml.response': (_input, emit) => {
    for (const event of eventsOf([resultOf('pass')])) emit(event)
    return done(responseInspection())
  },
  'saml.rollover': () => done(rollover),
  'saml.prove': () =>
    done({ kind: 'signed-in', username: 'ada', sentence: 'ada arrived a moment ago.', evidence: [seen('Event', 'sso_login 77')] }),
  'saml.report-save': () => done({ kind: 'saved', path: 'saml.html' }),
  'saml.report-text': () => done('The report')
}

/** The screen SAML with Acme connected. */
export async function openSaml(more: Answers = {}): Promise<OpenWindow> {
  const opened = await openSite({ ...samlAnswers, ...more })
  await opened.user.click(screen.getByRole('button', { name: 'SAML' }))
  await screen.findByRole('heading', { level: 1, name: 'SAML' })
  return opened
}

/** The screen SAML while there is no site at all. */
export async function openSamlAlone(more: Answers = {}): Promise<OpenWindow> {
  return openWindow({ ...samlAnswers, ...more }, { ...emptyWorkspace, screen: 'saml' })
}

/** The heading of a step, which opens it; its words follow its name. */
export function step(name: RegExp): HTMLElement {
  return screen.getByRole('button', { name })
}
