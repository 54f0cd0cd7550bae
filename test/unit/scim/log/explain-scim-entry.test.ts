import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainScimEntry, list, patch, readEntries, scimEntry, search, UPN } from './scim-samples.ts'
import { startCpuClock } from '../../../support/start-cpu-clock.ts'

const GUID = '5b5f3a4e-8f6f-4d7b-9d7a-0d0a6c0f7e11'

describe('an entry of the SCIM log', () => {
  it.each([
    [
      'the connection test',
      scimEntry('GET', search(`userName eq "${GUID}"`), 200, { response: list() }),
      '',
      'Tests the connection by asking for somebody who cannot exist: the answer was as it should be.'
    ],
    [
      'a search by user name',
      scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list() }),
      UPN,
      `Looks whether ${UPN} exists, by user name: no.`
    ],
    [
      'a search that finds',
      scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list({ id: '7', userName: UPN }) }),
      UPN,
      `Looks whether ${UPN} exists, by user name: yes.`
    ],
    [
      'a search by external id',
      scimEntry('GET', search('externalId eq "asmith"'), 200, { response: list() }),
      'asmith',
      'Looks whether asmith exists, by external id: no.'
    ],
    [
      'a search by mail',
      scimEntry('GET', search(`emails[type eq "work"].value eq "${UPN}"`), 200, { response: list() }),
      UPN,
      `Looks whether ${UPN} exists, by mail: no.`
    ],
    [
      'a search by two',
      scimEntry('GET', search(`userName eq "${UPN}" and externalId eq "a"`), 200, { response: list() }),
      UPN,
      `Looks whether ${UPN} exists, by user name and external id: no.`
    ],
    [
      'plus for space',
      scimEntry('GET', '/api/scim/Users?filter=userName+eq+%22anna%2Bx%40corp.example%22', 200, { response: list() }),
      'anna+x@corp.example',
      'Looks whether anna+x@corp.example exists, by user name: no.'
    ],
    [
      'a whole address',
      scimEntry('GET', `https://app.files.com${search(`userName eq "${UPN}"`)}`, 200, { response: list() }),
      UPN,
      `Looks whether ${UPN} exists, by user name: no.`
    ],
    ['reading one', scimEntry('GET', '/api/scim/Users/7', 200, { response: { id: '7', userName: UPN } }), UPN, `Reads ${UPN}: done.`],
    ['making one', scimEntry('POST', '/api/scim/Users', 201, { request: { userName: UPN } }), UPN, `Creates ${UPN}: done.`],
    [
      'a name that is taken',
      scimEntry('POST', '/api/scim/Users', 409, { request: { userName: UPN }, response: { detail: 'Taken.' } }),
      UPN,
      `Creates ${UPN}: refused with 409, “Taken”.`
    ],
    [
      'changing',
      scimEntry('PATCH', '/api/scim/Users/7', 200, {
        request: patch(
          { op: 'Replace', path: 'name.familyName', value: 'Jones' },
          { op: 'Add', path: 'emails[type eq "work"].value', value: 'j@corp.example' }
        )
      }),
      'j@corp.example',
      'Changes last name and mail of j@corp.example: done.'
    ],
    [
      'changing without a path',
      scimEntry('PATCH', '/api/scim/Users/7', 200, {
        request: patch({ op: 'replace', value: { displayName: 'A', 'name.givenName': 'A' } })
      }),
      'user number 7',
      'Changes display name and first name of user number 7: done.'
    ],
    [
      'an extension',
      scimEntry('PATCH', '/api/scim/Users/7', 200, {
        request: patch({ op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'x' })
      }),
      'user number 7',
      'Changes department of user number 7: done.'
    ],
    [
      'disabling, as text',
      scimEntry('PATCH', '/api/scim/Users/7', 200, {
        request: patch({ op: 'Replace', path: 'active', value: 'False' }),
        response: { userName: UPN }
      }),
      UPN,
      `Disables ${UPN}: done.`
    ],
    [
      'disabling, as a truth value',
      scimEntry('PATCH', '/api/scim/Users/7', 200, { request: patch({ op: 'replace', path: 'active', value: false }) }),
      'user number 7',
      'Disables user number 7: done.'
    ],
    [
      'disabling, in the old dialect',
      scimEntry('PATCH', '/api/scim/Users/7', 200, {
        request: patch({ op: 'Replace', path: 'active', value: [{ $ref: null, value: 'False' }] })
      }),
      'user number 7',
      'Disables user number 7: done.'
    ],
    [
      'disabling without a path',
      scimEntry('PATCH', '/api/scim/Users/7', 200, { request: patch({ op: 'replace', value: { active: false, displayName: 'A' } }) }),
      'user number 7',
      'Disables user number 7 and changes display name: done.'
    ],
    [
      'enabling',
      scimEntry('PATCH', '/api/scim/Users/7', 200, { request: patch({ op: 'Replace', path: 'active', value: 'True' }) }),
      'user number 7',
      'Enables user number 7: done.'
    ],
    ['deleting', scimEntry('DELETE', '/api/scim/Users/7', 204), 'user number 7', 'Deletes user number 7: done.'],
    [
      'a group by name',
      scimEntry('GET', `${search('displayName eq "Sales and Marketing"', 'Groups')}&excludedAttributes=members`, 200, { response: list() }),
      '',
      'Looks whether the group “Sales and Marketing” exists: no.'
    ],
    [
      'making a group',
      scimEntry('POST', '/api/scim/Groups', 201, { request: { displayName: 'Sales', members: [] } }),
      '',
      'Creates the group “Sales”: done.'
    ],
    [
      'adding members',
      scimEntry('PATCH', '/api/scim/Groups/9', 204, {
        request: patch({ op: 'Add', path: 'members', value: [{ value: '7' }, { value: '8' }] })
      }),
      '',
      'Adds 2 members to the group with the number 9: done.'
    ],
    [
      'removing a member by values',
      scimEntry('PATCH', '/api/scim/Groups/9', 204, { request: patch({ op: 'Remove', path: 'members', value: [{ value: '7' }] }) }),
      '',
      'Removes 1 member from the group with the number 9: done.'
    ],
    [
      'removing a member by filter',
      scimEntry('PATCH', '/api/scim/Groups/9', 204, { request: patch({ op: 'remove', path: 'members[value eq "7"]' }) }),
      '',
      'Removes 1 member from the group with the number 9: done.'
    ],
    [
      'renaming a group',
      scimEntry('PATCH', '/api/scim/Groups/9', 204, { request: patch({ op: 'Replace', path: 'displayName', value: 'S' }) }),
      '',
      'Changes display name of the group with the number 9: done.'
    ],
    ['deleting a group', scimEntry('DELETE', '/api/scim/Groups/9', 204), '', 'Deletes the group with the number 9: done.'],
    ['the schemas', scimEntry('GET', '/api/scim/Schemas', 200), '', 'Reads which attributes the service has: done.'],
    ['something else', scimEntry('GET', '/api/scim/Things', 404), '', 'Asks for something that is no user and no group: refused with 404.'],
    [
      'no status',
      scimEntry('GET', '/api/scim/Users/7', undefined),
      'user number 7',
      'Reads user number 7. How it was answered is not written down.'
    ]
  ])('says what Entra ID wanted: %s', (_what, entry, person, sentence) => {
    expect(explainScimEntry(entry)).toMatchObject({ person, sentence })
  })

  it.each([
    ['capital letters', patch({ op: 'Replace', path: 'title', value: 'x' }), 'capital letter'],
    ['text for a truth value', patch({ op: 'replace', path: 'active', value: 'False' }), 'sent as text'],
    ['no path', patch({ op: 'replace', value: { title: 'x' } }), 'no path of its own'],
    ['a list of one', patch({ op: 'replace', path: 'title', value: [{ $ref: null, value: 'x' }] }), 'older dialect']
  ])('notes the dialect: %s', (_what, request, note) => {
    expect(explainScimEntry(scimEntry('PATCH', '/api/scim/Users/7', 200, { request })).notes.join(' ')).toContain(note)
  })

  it.each([
    ['the probe', scimEntry('GET', search(`userName eq "${GUID}"`), 200, { response: list() }), 'random number'],
    ['the switch', scimEntry('GET', `/api/scim/Users/7?aadOptscim062020`, 200), 'aadOptscim062020'],
    ['/v2', scimEntry('GET', '/api/scim/v2/Users/7', 200), '/v2'],
    ['a slash too much', scimEntry('GET', '/api/scim//Users/7', 200), 'a slash too much'],
    ['a guest', scimEntry('POST', '/api/scim/Users', 201, { request: { userName: 'a_b.example#EXT#@corp.example' } }), 'guest'],
    ['an empty group', scimEntry('POST', '/api/scim/Groups', 201, { request: { displayName: 'S' } }), 'created empty'],
    [
      'members by value',
      scimEntry('PATCH', '/api/scim/Groups/9', 204, { request: patch({ op: 'Remove', path: 'members', value: [{ value: '7' }] }) }),
      'list of values'
    ],
    [
      '200 for a group',
      scimEntry('PATCH', '/api/scim/Groups/9', 200, { request: patch({ op: 'Add', path: 'members', value: [{ value: '7' }] }) }),
      'expects 204'
    ],
    ['another filter', scimEntry('GET', search('userName sw "a"'), 200, { response: list() }), '“eq” and “and” only']
  ])('notes what is peculiar: %s', (_what, entry, note) => {
    expect(explainScimEntry(entry).notes.join(' ')).toContain(note)
  })

  it('calls somebody by name whom another entry names beside the number', () => {
    const entries = [
      scimEntry('PATCH', '/api/scim/Users/7', 200, { request: patch({ op: 'Replace', path: 'active', value: 'False' }) }),
      scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list({ id: '7', userName: UPN }) })
    ]
    expect(readEntries(entries)[0]?.view).toMatchObject({ person: UPN, sentence: `Disables ${UPN}: done.` })
  })

  it('never throws, whatever the log holds', () => {
    const json = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((text) => `{"Operations":${text},"emails":${text},"name":${text},"Resources":${text}}`)
    )
    const path = fc.oneof(
      fc.string(),
      fc.webUrl({ withQueryParameters: true }),
      fc.string().map((text) => `/Users?filter=${text}`),
      fc.string().map((text) => `/Groups/${text}`)
    )
    const entry = fc.record({
      id: fc.integer(),
      createdAt: fc.string(),
      requestMethod: fc.oneof(fc.string(), fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
      requestPath: path,
      responseCode: fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
      requestJson: fc.option(json, { nil: undefined }),
      responseJson: fc.option(json, { nil: undefined }),
      userAgent: fc.option(fc.string(), { nil: undefined })
    })
    fc.assert(
      fc.property(entry, (facts) => {
        const view = explainScimEntry(facts)
        expect(view.sentence).not.toMatch(/undefined|\[object|NaN/)
        expect(view.cause === undefined).toBe(!view.isFailure)
      }),
      { numRuns: 400 }
    )
  })

  it('passes no secret on, wherever it stands under a name that tells', () => {
    const secret = 'Hidden-Canary-4711'
    const name = fc.constantFrom(
      'password',
      'Password',
      'urn:x:User:password',
      'token',
      'access_token',
      'clientSecret',
      'Authorization',
      'api_key'
    )
    const wrap = fc.constantFrom(
      (key: string) => JSON.stringify({ userName: UPN, [key]: secret }),
      (key: string) => JSON.stringify({ Operations: [{ op: 'Replace', path: key, value: secret }] }),
      (key: string) => JSON.stringify({ Operations: [{ op: 'Add', value: { [key]: { deep: [secret] } } }] }),
      (key: string) => `{"userName":"${UPN}","${key}":"${secret}","cut`,
      (key: string) => JSON.stringify({ detail: `The ${key}=${secret} was wrong` }),
      () => JSON.stringify({ detail: `Bearer ${secret}` })
    )
    fc.assert(
      fc.property(name, wrap, wrap, (key, request, response) => {
        const facts = {
          ...scimEntry('PATCH', `/api/scim/Users/7?${key.replaceAll(':', '_')}=${secret}`, 400),
          requestJson: request(key),
          responseJson: response(key)
        }
        expect(JSON.stringify(readEntries([facts])[0]?.view)).not.toContain(secret)
      })
    )
  })

  it('is quick with texts that were made to be slow', () => {
    const usedMs = startCpuClock()
    for (const text of [
      ' eq '.repeat(4000),
      '"'.repeat(9000),
      '\\'.repeat(9000),
      ' and '.repeat(4000),
      '[('.repeat(4000),
      `a${' '.repeat(9000)}`,
      'a'.repeat(150_000),
      'password'.repeat(15_000),
      'eyJ'.repeat(50_000),
      `password${'\\'.repeat(100_000)}`,
      'token_value'.repeat(10_000)
    ])
      explainScimEntry({ ...scimEntry('GET', `/Users?filter=${text}`, 400), requestJson: text, responseJson: text })
    expect(usedMs()).toBeLessThan(1000)
  })
})
