import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersTemplate, readAnswers } from '../../../../src-main/core/entra/answers-file.ts'
import { entraClouds } from '../../../../src-main/core/entra/entra-cloud.ts'
import { entraGuide, siteOfHost } from '../../../../src-main/core/entra/entra-guide.ts'

const site = 'acme.files.com'
const template = answersTemplate(entraGuide(siteOfHost(site), entraClouds[0] ?? never()))
const tenantId = '11111111-2222-3333-4444-555555555555'
const applicationId = '66666666-7777-8888-9999-aaaaaaaaaaaa'
const metadataUrl = `https://login.microsoftonline.com/${tenantId}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\nAAAA==\n-----END CERTIFICATE-----'

/** As a person fills it in: below the explanations of a heading. */
function filled(answers: Readonly<Record<string, string>>, from = template): string {
  return Object.entries(answers).reduce((text, [heading, answer]) => {
    const [before = '', after = ''] = text.split(`[${heading}]\n`)
    const explanations = /^(?:#.*\n)*/.exec(after)?.[0] ?? ''
    return `${before}[${heading}]\n${explanations}${answer}\n${after.slice(explanations.length)}`
  }, from)
}

const usual = { 'app federation metadata url': metadataUrl }
const code = (text: string): string => {
  const read = readAnswers(text, site)
  return read.ok ? 'ok' : read.error.code
}

it('brings back what was written above the explanations too', () => {
  const text = template
    .replace('[app federation metadata url]\n', `[app federation metadata url]\n${metadataUrl}\n`)
    .replace('[certificate (base64)]\n', `[certificate (base64)]\n${pem}\n`)

  expect(readAnswers(text, site)).toMatchObject({ ok: true, value: { metadataUrl, certificatePem: pem } })
})

it('brings back what was written', () => {
  const text = filled({
    ...usual,
    'answered by': 'Anna Li',
    'answered on': '2026-11-22',
    'directory (tenant) id': tenantId,
    'application id': applicationId,
    'federation metadata xml': '<?xml version="1.0"?>\n# not a comment\n<EntityDescriptor>\n</EntityDescriptor>',
    'certificate (base64)': pem,
    remarks: 'Anna is assigned.\n\nThe group comes on Monday.'
  })
    .replace('( ) create-application', '(x) create-application')
    .replace('( ) claims', '[ X ] claims')

  expect(readAnswers(text, site)).toEqual({
    ok: true,
    value: {
      site,
      answeredBy: 'Anna Li',
      answeredAt: '2026-11-22',
      metadataUrl,
      metadataXml: '<?xml version="1.0"?>\n# not a comment\n<EntityDescriptor>\n</EntityDescriptor>',
      certificatePem: pem,
      tenantId,
      applicationId,
      doneSteps: ['create-application', 'claims'],
      remarks: 'Anna is assigned.\n\nThe group comes on Monday.'
    }
  })
})

describe('what editors and mail programs do to it', () => {
  it.each([
    ['Windows line ends and a byte order mark', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['blanks at the ends of lines', (text: string) => text.replaceAll('\n', '   \n')],
    ['an indent', (text: string) => text.replaceAll('\n', '\n  ')],
    ['capitals in headings', (text: string) => text.replace('[application id]', '[ Application  ID ]')],
    [
      'an address that was broken in two, in angle brackets',
      (text: string) => text.replace(metadataUrl, `<${metadataUrl.slice(0, 60)}\n${metadataUrl.slice(60)}>`)
    ],
    ['an id in braces and capitals', (text: string) => filled({ 'application id': `{${applicationId.toUpperCase()}}` }, text)],
    [
      'no explanations left',
      (text: string) =>
        text
          .split('\n')
          .filter((line, index) => index === 0 || !line.startsWith('#'))
          .join('\n')
    ]
  ])('%s does no harm', (_what, change) => {
    expect(readAnswers(change(filled(usual)), site)).toMatchObject({ ok: true, value: { metadataUrl } })
  })
})

describe('what is refused', () => {
  it.each([
    ['nothing', '', 'unreadable'],
    ['JSON', '{"site":"acme.files.com"}', 'unreadable'],
    ['metadata itself', '<?xml version="1.0"?><EntityDescriptor/>', 'unreadable'],
    ['UTF-16 read as UTF-8', filled(usual).replace(/(?=[a-z])/g, '\u0000'), 'unreadable'],
    ['a heading that is gone', filled(usual).replace('[done]', ''), 'unreadable'],
    ['a heading twice', `${filled(usual)}\n[site]\n`, 'unreadable'],
    ['text before the first heading', filled(usual).replace('[site]', 'hello\n[site]'), 'unreadable'],
    ['no site', filled(usual).replace('\nacme.files.com\n', '\n\n'), 'unreadable'],
    ['the template as it is', template, 'empty'],
    ['an http address', filled({ 'app federation metadata url': 'http://login.microsoftonline.com/x' }), 'wrong-value'],
    ['no address', filled({ 'app federation metadata url': 'see mail' }), 'wrong-value'],
    ['a name instead of an id', filled({ ...usual, 'directory (tenant) id': 'acme.onmicrosoft.com' }), 'wrong-value'],
    ['the same id twice', filled({ ...usual, 'directory (tenant) id': tenantId, 'application id': tenantId }), 'wrong-value'],
    ['a thumbprint instead of a certificate', filled({ 'certificate (base64)': 'AB12' }), 'wrong-value'],
    ['a file name instead of a document', filled({ 'federation metadata xml': 'Files.com.xml' }), 'wrong-value'],
    ['a step that does not exist', filled({ ...usual, done: '(x) everything' }), 'wrong-value'],
    [
      'a private key',
      filled({ ...usual, 'certificate (base64)': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' }),
      'holds-secret'
    ],
    ['the value of a client secret', filled({ ...usual, remarks: `here: abc8Q~${'x'.repeat(34)}` }), 'holds-secret'],
    ['a token', filled({ ...usual, 'answered by': 'eyJhbGciOiJub25l.eyJzdWIiOiIxMjM0.sig' }), 'holds-secret'],
    ['a password', filled({ ...usual, remarks: 'Test user anna, password: Winter2026!' }), 'holds-secret']
  ])('%s', (_what, text, end) => {
    expect(code(text)).toBe(`entra.answers.${end}`)
  })

  it('answers for another site, by the name of that site', () => {
    const read = readAnswers(filled(usual), 'other.files.com')

    expect(read).toMatchObject({
      ok: false,
      error: { code: 'entra.answers.other-site', cause: expect.stringContaining('acme.files.com') as string }
    })
  })

  it('says nothing of a secret beyond where it stands', () => {
    const read = readAnswers(filled({ ...usual, remarks: 'password: Winter2026!' }), site)

    expect(read).toMatchObject({ ok: false, error: { cause: expect.stringContaining('“remarks”') as string } })
    expect(JSON.stringify(read)).not.toContain('Winter')
  })

  it('takes words about secrets for what they are', () => {
    expect(code(filled({ ...usual, remarks: 'The token signing certificate is new. Password: none. No client secret was made.' }))).toBe(
      'ok'
    )
  })
})

it('never quotes a text that it refuses', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 12, maxLength: 60 }),
      fc.constantFrom('directory (tenant) id', 'application id', 'certificate (base64)', 'done'),
      (text, heading) => {
        const marked = `~~${text.replace(/[[\]#\n\r]/g, '')}~~`
        const read = readAnswers(filled({ ...usual, [heading]: marked }), site)
        expect(read.ok).toBe(false)
        expect(JSON.stringify(read)).not.toContain('~~')
      }
    )
  )
})

function never(): never {
  throw new Error('missing')
}
