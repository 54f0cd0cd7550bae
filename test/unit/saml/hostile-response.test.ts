import { beforeAll, describe, expect, it } from 'vitest'
import { trustIn, xray } from '../../support/saml/xray.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { startCpuClock } from '../../support/start-cpu-clock.ts'

let key: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
  await xray('<a/>', trustIn([key]))
})

const signature = (id: string) =>
  `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`
const response = (content: string, id = '_r') =>
  `<samlp:Response ID="${id}" Version="2.0" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${content}</samlp:Response>`

describe('a hostile response of less than the limit', () => {
  it.each<readonly [string, () => string]>([
    [
      '20,000 assertions',
      () => response(Array.from({ length: 20_000 }, (_, index) => `<Assertion ID="_${String(index)}" Version="2.0"/>`).join(''))
    ],
    [
      '9,900 assertions',
      () => response(Array.from({ length: 9_900 }, (_, index) => `<Assertion ID="_${String(index)}" Version="2.0"/>`).join(''))
    ],
    ['1,800 signatures of one element', () => response(signature('_r').repeat(1_800))],
    ['900 signatures of one element', () => response(signature('_r').repeat(900))],
    [
      '9,900 attributes',
      () => response(`<Assertion ID="_a"><AttributeStatement>${'<Attribute Name="a"/>'.repeat(9_900)}</AttributeStatement></Assertion>`)
    ],
    [
      '90 nested signed assertions around much text',
      () =>
        response(
          Array.from({ length: 90 }, (_, index) => `<Assertion ID="_${String(index)}">${signature(`_${String(index)}`)}`).join('') +
            'x'.repeat(1_800_000) +
            '</Assertion>'.repeat(90)
        )
    ],
    [
      '40,000 attributes with one value each',
      () => response(`<Assertion ID="_a"><AttributeStatement>${'<Attribute Name="a"/>'.repeat(45_000)}</AttributeStatement></Assertion>`)
    ],
    ['9,000 comments inside values', () => response(`<Assertion ID="_a"><Issuer>${'x<!---->'.repeat(9_000)}</Issuer></Assertion>`)],
    [
      '10,000 status codes in a row',
      () => response('').replace('</samlp:Status>', '<samlp:StatusCode Value="x"/>'.repeat(10_000) + '</samlp:Status>')
    ],
    [
      '15,000 certificates',
      () =>
        response(
          `<Assertion>${'<ds:X509Certificate xmlns:ds="http://www.w3.org/2000/09/xmldsig#">MIIB</ds:X509Certificate>'.repeat(15_000)}</Assertion>`
        )
    ],
    ['an attribute of 1.9 MB', () => response('').replace('ID="_r"', `ID="${'x'.repeat(1_900_000)}"`)],
    ['half a million quotes', () => response(`<Assertion ID="_a"><Issuer>${`"'`.repeat(900_000)}</Issuer></Assertion>`)]
  ])('is judged within a second: %s', async (_what, make) => {
    const content = make()
    const usedMs = startCpuClock()
    const { report, view } = await xray(content, trustIn([key]))

    expect(report.results.map(({ outcome }) => outcome.status)).not.toContain('crash')
    expect(report.summary.outcome).toBe('failed')
    expect(view?.username.kind ?? 'none').toBe('none')
    // Of the processor, not of the clock on the wall: other tests run at the same time.
    expect(usedMs()).toBeLessThan(1000)
  })
})
