import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyOauthForm, type OauthForm, oauthFormMessages, trimmedOauthForm } from '../../../../src-main/core/model/oauth-form.ts'

const tenantId = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
const clientId = '11112222-3333-4444-9555-666677778888'
const secret = `abc8Q~${'x'.repeat(34)}`
const form: OauthForm = { cloud: 'global', displayName: 'Microsoft', tenantId, clientId, secretEndsOn: '2027-04-02' }
const now = '2026-11-22T09:00:00.000Z'

function of(changes: Partial<OauthForm> & { readonly clientSecret?: string }, at: string | undefined = now): readonly string[] {
  const { clientSecret = secret, ...fields } = changes
  return oauthFormMessages({ ...form, ...fields }, clientSecret, at).map(({ field, severity, text }) => `${field} ${severity}: ${text}`)
}

describe('the form', () => {
  it('has nothing to say to what the portal gives', () => {
    expect(of({})).toEqual([])
  })

  it('asks for everything when it is empty, in the order of the form', () => {
    const messages = oauthFormMessages(emptyOauthForm, '', now)

    expect(messages.map(({ field, severity }) => [field, severity])).toEqual([
      ['displayName', 'error'],
      ['tenantId', 'error'],
      ['clientId', 'error'],
      ['clientSecret', 'advice'],
      ['secretEndsOn', 'advice']
    ])
  })

  it('stores and sends values without the white space around them', () => {
    expect(trimmedOauthForm({ ...form, tenantId: ` ${tenantId}\n`, clientId: `\t${clientId} ` })).toEqual(form)
  })

  it('stores and sends ids without the braces around them', () => {
    expect(trimmedOauthForm({ ...form, tenantId: `{${tenantId}}`, clientId: ` { ${clientId} } ` })).toEqual(form)
  })
})

describe('the tenant id', () => {
  it.each<[string, string, RegExp]>([
    ['common', 'common', /error: “common” stands for the tenants of everybody/],
    ['organizations', 'Organizations', /error: “organizations” stands for/],
    ['consumers', 'consumers', /error: “consumers” stands for/],
    ['a placeholder', '{tenant}', /error: The placeholder \{tenant\} was never filled in/],
    ['braces', ` {${tenantId}} `, /^tenantId warning: There are braces around the tenant id; this application leaves them out/],
    ['dashes of a text program', tenantId.replaceAll('-', '\u2013'), /error: Its hyphens have become dashes/],
    ['a sign-in host', 'login.microsoftonline.com', /error: This is a host of Microsoft, and names no tenant/],
    ['the host of issuers', 'STS.windows.net', /error: This is a host of Microsoft/],
    ['a portal', 'entra.microsoft.com', /error: This is a host of Microsoft/],
    ['a host for customers', 'contoso.ciamlogin.com', /error: On this host customers sign in.*not documented/],
    ['an older host for customers', 'contoso.b2clogin.com', /error: On this host customers sign in/],
    [
      'an address without its beginning',
      `login.microsoftonline.com/${tenantId}/v2.0`,
      new RegExp(`error: This is a whole address. The tenant in it is ${tenantId}: enter only that`)
    ],
    ['a domain of other letters', 'münchen.example', /error: .*begins with xn--/],
    ['quotation marks', `"${tenantId}"`, /error: Take away the quotation marks/],
    ['curly quotation marks', `“${tenantId}”`, /error: Take away the quotation marks/],
    ['white space inside', tenantId.replace('-', ' '), /error: There is white space in it/],
    ['white space around', ` ${tenantId} `, /warning: There is white space around the tenant id/],
    [
      'an invisible character',
      `${tenantId.slice(0, 8)}\u200b${tenantId.slice(8)}`,
      /error: There is a character in it that cannot be seen/
    ],
    ['a digit missing', tenantId.slice(0, -1), /error: The tenant id has 32 digits, and this has 31/],
    ['hyphens elsewhere', tenantId.replaceAll('-', ''), /error: The tenant id has its hyphens in other places/],
    ['zeros', '00000000-0000-0000-0000-000000000000', /error: This is a tenant id of zeros/],
    [
      'an address of the tenant',
      `https://login.microsoftonline.com/${tenantId}/v2.0`,
      new RegExp(`error: This is a whole address. The tenant in it is ${tenantId}: enter only that`)
    ],
    [
      'an address of the metadata',
      `https://login.microsoftonline.com/contoso.com/federationmetadata/2007-06/federationmetadata.xml?appid=${clientId}`,
      /The tenant in it is contoso\.com/
    ],
    ['an address of the portal', 'https://portal.azure.com/#home', /error: This is a whole address, and it names no tenant/],
    ['a mail address', 'anna@contoso.com', /error: This is a user name or a mail address/],
    ['a name', 'Contoso Ltd', /error: There is white space in it/],
    ['one word', 'Contoso', /error: This is neither an id \(32 digits in five groups\) nor a domain/],
    [
      'the number of personal accounts',
      '9188040d-6c67-4c5b-b112-36a304b66dad',
      /error: This is the number under which Microsoft keeps personal accounts/
    ],
    ['an address of the site', 'acme.files.com', /error: This is an address of Files\.com/],
    ['a domain', 'contoso.onmicrosoft.com', /warning: This is a domain\..*not documented/],
    ['a domain of another cloud', 'contoso.onmicrosoft.us', /advice: Domains that end like this belong to the cloud of the US government/]
  ])('is judged as typed: %s', (_what, typed, expected) => {
    expect(of({ tenantId: typed }).join('\n')).toMatch(expected)
    expect(of({ tenantId: typed }).every((message) => message.startsWith('tenantId '))).toBe(true)
  })

  it.each(['contoso.com', 'my-company.co.uk', 'xn--mnchen-3ya.example', 'CONTOSO.mail.onmicrosoft.com', '365.example', 'microsoft.com'])(
    'may be the domain %s',
    (domain) => {
      expect(of({ tenantId: domain }).filter((message) => message.includes('error'))).toEqual([])
    }
  )

  it('may be a domain of the cloud that was chosen', () => {
    expect(of({ tenantId: 'contoso.onmicrosoft.us', cloud: 'us-government' }).join()).not.toMatch(/belong to/)
    expect(of({ tenantId: 'contoso.partner.onmschina.cn', cloud: 'china' }).join()).not.toMatch(/belong to/)
  })
})

describe('the client id', () => {
  it.each<[string, string, RegExp]>([
    ['the tenant id once more', tenantId.toUpperCase(), /error: This is the same number as the tenant id/],
    ['a domain', 'contoso.com', /error: This is a domain, and the number that belongs here may stand in the box of the tenant/],
    ['the name of the application', 'Files.com', /error: This is no id/],
    [
      'an address with the application',
      `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/authorize?appid=${clientId}`,
      new RegExp(`The application in it is ${clientId}`)
    ],
    [
      'an address of the portal',
      `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${clientId}`,
      new RegExp(`The application in it is ${clientId}`)
    ],
    ['an address without one', 'https://app.files.com/saml/metadata', /error: This is a whole address, and it names no application/],
    ['Microsoft Graph', '00000003-0000-0000-c000-000000000000', /error: This is the number of Microsoft Graph/],
    ['the secret', secret, /error: This looks like a client secret/],
    ['a mail address', 'anna@contoso.com', /error: This is a user name or a mail address/],
    ['braces', `{${clientId}}`, /^clientId warning: There are braces around the client id; this application leaves them out/],
    ['the application id URI', `api://${clientId}`, new RegExp(`The application in it is ${clientId}: enter only that`)],
    ['the tenant id in braces', `{${tenantId}}`, /error: This is the same number as the tenant id/],
    ['white space around', `${clientId} `, /warning: There is white space around the client id/]
  ])('is judged as typed: %s', (_what, typed, expected) => {
    expect(of({ clientId: typed }).join('\n')).toMatch(expected)
  })
})

describe('the client secret', () => {
  it.each<[string, string, RegExp]>([
    ['the Secret ID', 'a0b1c2d3-1111-2222-8333-444455556666', /error: This is the Secret ID/],
    ['the Secret ID in braces', '{A0B1C2D3-1111-2222-8333-444455556666}', /error: This is the Secret ID/],
    ['the Secret ID with white space', ' a0b1c2d3-1111-2222-8333-444455556666 ', /error: This is the Secret ID/],
    ['the client id', clientId, /error: This is the client id once more/],
    ['the tenant id', tenantId.toUpperCase(), /error: This is the tenant id once more/],
    ['the display name', 'Microsoft', /error: This is the display name/],
    ['only white space', '   ', /error: There is nothing but white space in it/],
    ['white space around', ` ${secret}`, /error: White space was copied along/],
    ['a line break at the end', `${secret}\n`, /error: A line break was copied along/],
    ['a line break inside', `${secret.slice(0, 20)}\n${secret.slice(20)}`, /error: There is a line break in it/],
    ['white space inside', `${secret.slice(0, 20)} ${secret.slice(20)}`, /error: There is white space in it/],
    ['an invisible character', `${secret.slice(0, 20)}\u200b${secret.slice(20)}`, /error: There is a character in it that cannot be seen/],
    ['quotation marks', `"${secret}"`, /error: Take away the quotation marks/],
    ['masked by stars', 'abc******************', /error: This is the secret as the portal shows it later/],
    ['masked by dots', 'abc••••••••••••••••', /error: This is the secret as the portal shows it later/],
    ['a part', 'abc8Q~xx', /error: It has 8 characters, and a secret of Entra ID has 32 or more/],
    ['far too much', 'x'.repeat(300), /error: It has 300 characters/],
    ['letters of another alphabet', `abc8Q~${'ß'.repeat(34)}`, /error: There are letters in it that secrets do not have/],
    ['a token', `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.${'a'.repeat(40)}`, /error: This looks like a token \(JWT\)/],
    ['a shared access signature', `?sv=2024-01-01&sr=c&sig=${'a'.repeat(40)}`, /error: This looks like a shared access signature/],
    ['a connection string', `AccountKey=${'a'.repeat(40)}==`, /error: This looks like a connection string/],
    ['a thumbprint', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', /error: This looks like the thumbprint of a certificate/],
    [
      'a thumbprint with colons',
      'DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09',
      /error: This looks like the thumbprint of a certificate/
    ],
    ['a certificate', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----`, /error: This looks like a certificate or a key/],
    ['a certificate in base64', `MIID${'a'.repeat(100)}`, /error: This looks like a certificate or a key/],
    ['an address', 'https://portal.azure.com/secret', /error: This looks like an address/],
    ['a mail address', 'anna.smith@contoso.com', /error: This looks like a mail address/],
    ['an older secret', `${'aB3/'.repeat(10)}aB3=`, /^clientSecret advice: Secrets that the portal makes today have 40 characters/]
  ])('is judged as typed: %s', (_what, typed, expected) => {
    expect(of({ clientSecret: typed }).join('\n')).toMatch(expected)
  })

  it('is never an error for differing from the usual pattern alone', () => {
    const printable = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-_.~+/=')), minLength: 32, maxLength: 60 })
    fc.assert(
      fc.property(printable, (text) => {
        fc.pre(!/^[0-9a-f]{40}$/i.test(text) && !/^MI[IG]/.test(text) && !/^eyJ/.test(text) && !/\.{4,}$/.test(text))
        const severities = oauthFormMessages(form, text, now).map(({ severity }) => severity)
        expect(severities.filter((severity) => severity !== 'advice')).toEqual([])
      })
    )
  })

  it.each([
    ['of 2020, with signs', ']4o-_@A9w?fHqLVSJ.rMGTsfmKN[/ab3'],
    ['of 2020, with stars inside', 'x***Kx7A.~secretOLD123456789012345'],
    ['of 2020, with a sign that addresses have', 'Qe@7BdefGh.Klmnop/RstuvWxyz=?01.AB'],
    ['of 2020, that ends with dots', 'Kx7A.~secretOLD12345678901234....'],
    ['in base64', 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd28='],
    ['of today, that ends with dots', `abc8Q~${'x'.repeat(30)}....`],
    ['that a program has set', 'Pa55w0rd!Pa55w0rd!']
  ])('may be one %s', (_what, text) => {
    expect(of({ clientSecret: text }).filter((message) => !message.startsWith('clientSecret advice'))).toEqual([])
  })

  it('is never an error when it has the letters and signs of older secrets', () => {
    const older = fc.string({ unit: fc.constantFrom(...Array.from('abcdefghXYZ0123456789-_.~@:?=[]/+*')), minLength: 32, maxLength: 44 })
    fc.assert(
      fc.property(older, (text) => {
        fc.pre(!/^(?:[0-9a-f]{40}|eyJ.*|MI[IG].*)$/i.test(text) && !/\*{3,}$/.test(text) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        expect(of({ clientSecret: text }).filter((message) => !message.startsWith('clientSecret advice'))).toEqual([])
      }),
      { numRuns: 2000 }
    )
  })

  it('is repeated in no message', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5, maxLength: 300 }), (text) => {
        fc.pre(/[^\w\s.,:;()“”~-]/.test(text) || /\d{3}/.test(text))
        for (const { field, text: sentence } of oauthFormMessages(form, text, now)) {
          if (field === 'clientSecret') expect(sentence).not.toContain(text.trim() === '' ? text : text.trim())
        }
      })
    )
  })
})

describe('the end of the secret', () => {
  it.each<[string, string, RegExp]>([
    ['as the portal of another country shows it', '02.04.2027', /error: Enter the date as year, month and day/],
    ['a day that does not exist', '2027-02-30', /error: Enter the date as year/],
    ['yesterday', '2026-11-21', /error: The secret has ended on 21 November 2026/],
    ['today', '2026-11-22', /advice: It ends today/],
    ['tomorrow', '2026-11-23', /advice: It ends in 1 day\./],
    ['in sixty days', '2027-01-21', /advice: It ends in 60 days/],
    ['after more than two years', '2028-11-24', /warning: That is more than 24 months from now/],
    ['nothing', '', /advice: With the date of the column “Expires”/]
  ])('is judged as typed: %s', (_what, typed, expected) => {
    expect(of({ secretEndsOn: typed }).join('\n')).toMatch(expected)
  })

  it('may be up to two years away, in any time zone', () => {
    expect(of({ secretEndsOn: '2028-11-23' })).toEqual([])
    expect(of({ secretEndsOn: '2027-01-22' })).toEqual([])
  })

  it('is judged by its form only while nobody says what day it is', () => {
    expect(oauthFormMessages({ ...form, secretEndsOn: '2001-01-01' }, secret)).toEqual([])
    expect(oauthFormMessages({ ...form, secretEndsOn: '1.1.2001' }, secret)).toHaveLength(1)
  })
})

it('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (one, two, three, four) => {
      oauthFormMessages({ cloud: 'china', displayName: one, tenantId: two, clientId: three, secretEndsOn: four }, one, now)
    })
  )
})
