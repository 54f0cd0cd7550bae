import { describe, expect, it } from 'vitest'
import { xmlRefusalProblem } from '../../../../src-main/core/saml/xml-refusal-problem.ts'
import type { XmlRefusal } from '../../../../src-main/core/saml/xml-refusal.ts'

describe('a refused document', () => {
  it.each<[XmlRefusal, string, RegExp, string]>([
    [{ kind: 'empty' }, 'saml.xml.empty', /the metadata is empty/, 'Read: nothing but white space'],
    [
      { kind: 'too-large', bytes: 12_345_678, mostBytes: 10_000_000 },
      'saml.xml.too-large',
      /has 12\.3 MB; at most 10 MB/,
      'Size: 12,345,678 bytes'
    ],
    [
      { kind: 'encoding', said: 'UTF-7', because: 'it is not supported' },
      'saml.xml.encoding',
      /given as UTF-7.*not supported/,
      'Encoding: UTF-7'
    ],
    [{ kind: 'encoding', said: '', because: 'x' }, 'saml.xml.encoding', /given as unknown/, 'Encoding: unknown'],
    [{ kind: 'document-type', line: 3 }, 'saml.xml.document-type', /In line 3, the metadata/, 'Place: line 3'],
    [{ kind: 'processing-instruction', target: 'php', line: 2 }, 'saml.xml.processing-instruction', /<\?php …\?>/, 'Place: line 2'],
    [{ kind: 'too-deep', mostLevels: 100, line: 1 }, 'saml.xml.too-complex', /more than 100 elements stand inside/, 'Place: line 1'],
    [
      { kind: 'too-many', what: 'attributes', most: 256 },
      'saml.xml.too-complex',
      /more than 256 attributes/,
      'Found: there are more than 256 attributes'
    ],
    [{ kind: 'html-page', title: 'Sign in' }, 'saml.xml.html-page', /with the title “Sign in”/, 'Title of the page: Sign in'],
    [{ kind: 'html-page', title: '' }, 'saml.xml.html-page', /is a web page\. /, 'Found: the beginning of a web page'],
    [{ kind: 'not-xml', what: 'JSON' }, 'saml.xml.not-xml', /the metadata is JSON/, 'Looks like: JSON'],
    [
      { kind: 'malformed', line: 4, column: 7, because: 'x ends nothing' },
      'saml.xml.malformed',
      /Line 4 of the metadata.*x ends nothing/,
      'Place: line 4, column 7'
    ]
  ])('is told: %j', (refusal, code, cause, evidence) => {
    const problem = xmlRefusalProblem(refusal, 'the metadata')

    expect(problem.code).toBe(code)
    expect(problem.cause).toMatch(cause)
    expect(problem.evidence.map(({ label, value }) => `${label}: ${value}`)).toContain(evidence)
  })
})
