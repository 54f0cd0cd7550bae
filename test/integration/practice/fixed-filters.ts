import type { Filter } from '../../../src-main/practice/protocol/filter.ts'

const base = 'dc=practice,dc=example'

/** Filters worth knowing one by one, each with whether it finds somebody in the practice company on OpenLDAP. */
export function fixedFilters(): readonly (readonly [string, Filter, 'somebody' | 'nobody'])[] {
  const dn = `cn=Smith\\, Anna,ou=Boston,ou=People,${base}`
  const extensible = (attribute: string | undefined, rule: string | undefined, value: string, withDn = false): Filter => ({
    kind: 'extensible',
    attribute,
    rule,
    value: Buffer.from(value),
    withDn
  })
  const starting = (attribute: string, initial: string): Filter => ({
    kind: 'substrings',
    attribute,
    initial: Buffer.from(initial),
    any: [],
    final: undefined
  })
  return [
    ['objectClass present', { kind: 'present', attribute: 'objectClass' }, 'somebody'],
    ['people by class', equal('objectClass', 'inetOrgPerson'), 'somebody'],
    ['a class in capitals', equal('objectClass', 'INETORGPERSON'), 'somebody'],
    ['unknown class', equal('objectClass', 'starship'), 'nobody'],
    ['uid', equal('uid', 'anna.smith'), 'somebody'],
    ['uid in capitals', equal('uid', 'ANNA.SMITH'), 'somebody'],
    ['name with umlaut in capitals', equal('sn', 'MÜLLER'), 'somebody'],
    ['name without its umlaut', equal('sn', 'Muller'), 'nobody'],
    ['decomposed letters', equal('sn', 'Mu\u0308ller'), 'somebody'],
    ['sharp s', equal('sn', 'GROß'), 'somebody'],
    ['sharp s as two letters', equal('sn', 'Gross'), 'nobody'],
    ['dotted capital I', equal('givenName', 'İsmail'), 'somebody'],
    ['a name with a comma', equal('cn', 'smith, anna'), 'somebody'],
    ['two spaces for one', equal('cn', 'All   Staff'), 'somebody'],
    ['spaces around', equal('cn', '  All Staff '), 'somebody'],
    ['the supertype name', equal('name', 'Müller'), 'somebody'],
    ['an alias of an attribute', equal('surname', 'Müller'), 'somebody'],
    ['a number of an attribute', equal('2.5.4.4', 'Müller'), 'somebody'],
    ['an attribute with an option', equal('cn;lang-en', 'All Staff'), 'nobody'],
    ['mail in capitals', equal('mail', 'ANNA.SMITH@PRACTICE.EXAMPLE'), 'somebody'],
    ['an exact attribute in the wrong case', equal('memberUid', 'ANNA.SMITH'), 'nobody'],
    ['a path', equal('loginShell', '/bin/bash'), 'somebody'],
    ['a telephone number without spaces', equal('telephoneNumber', '+16175551000'), 'somebody'],
    ['a telephone number with hyphens', equal('telephoneNumber', '+1-617-555-1000'), 'somebody'],
    ['an integer', equal('gidNumber', '5000'), 'somebody'],
    ['an integer with a leading zero', equal('gidNumber', '05000'), 'nobody'],
    ['a word where an integer belongs', { kind: 'not', filter: equal('gidNumber', 'many') }, 'nobody'],
    ['a member by name', equal('member', dn), 'somebody'],
    ['a member in other letter case', equal('member', dn.toUpperCase()), 'somebody'],
    ['a unique member', equal('uniqueMember', dn), 'somebody'],
    ['memberOf', equal('memberOf', `cn=all staff,OU=Groups,${base}`), 'somebody'],
    ['a nested group', equal('memberOf', `cn=Files Readers EMEA,ou=Groups,${base}`), 'somebody'],
    ['nonsense where a name belongs', { kind: 'not', filter: equal('member', 'nonsense') }, 'nobody'],
    ['an unknown attribute', equal('shoeSize', '44'), 'nobody'],
    ['not an unknown attribute', { kind: 'not', filter: equal('shoeSize', '44') }, 'nobody'],
    ['an unknown attribute or a known one', { kind: 'or', filters: [equal('shoeSize', '44'), equal('sn', 'Smith')] }, 'somebody'],
    [
      'people without mail',
      { kind: 'and', filters: [equal('objectClass', 'inetOrgPerson'), { kind: 'not', filter: { kind: 'present', attribute: 'mail' } }] },
      'somebody'
    ],
    ['always true', { kind: 'and', filters: [] }, 'somebody'],
    ['always false', { kind: 'or', filters: [] }, 'nobody'],
    ['not always true', { kind: 'not', filter: { kind: 'and', filters: [] } }, 'nobody'],
    ['beginning', starting('cn', 'ann'), 'somebody'],
    ['beginning with a space', starting('cn', ' Leading'), 'somebody'],
    [
      'middle',
      { kind: 'substrings', attribute: 'cn', initial: undefined, any: [Buffer.from('AN'), Buffer.from('s')], final: undefined },
      'somebody'
    ],
    ['end', { kind: 'substrings', attribute: 'mail', initial: undefined, any: [], final: Buffer.from('@PRACTICE.example') }, 'somebody'],
    [
      'all three',
      { kind: 'substrings', attribute: 'displayName', initial: Buffer.from('A'), any: [Buffer.from('a')], final: Buffer.from('a') },
      'somebody'
    ],
    ['substrings of a name attribute', starting('manager', 'cn='), 'nobody'],
    ['substrings of an integer', starting('uidNumber', '1'), 'nobody'],
    ['at least, on integers', { kind: 'greater-or-equal', attribute: 'uidNumber', value: Buffer.from('10100') }, 'somebody'],
    ['at most, on integers', { kind: 'less-or-equal', attribute: 'uidNumber', value: Buffer.from('10100') }, 'somebody'],
    ['at least, on text', { kind: 'greater-or-equal', attribute: 'cn', value: Buffer.from('M') }, 'nobody'],
    ['roughly, and exactly so', { kind: 'approximate', attribute: 'sn', value: Buffer.from('Kowalczyk') }, 'somebody'],
    ['bits that are all set', extensible('gidNumber', '1.2.840.113556.1.4.803', '8'), 'somebody'],
    ['bits of which one is set', extensible('uidNumber', '1.2.840.113556.1.4.804', '3'), 'somebody'],
    ['bits of text', extensible('cn', '1.2.840.113556.1.4.803', '2'), 'nobody'],
    [
      'the transitive rule, unknown here',
      extensible('memberOf', '1.2.840.113556.1.4.1941', `cn=Files Readers,ou=Groups,${base}`),
      'nobody'
    ],
    ['a rule that tells letter case apart', extensible('cn', 'caseExactMatch', 'All Staff'), 'somebody'],
    ['the same rule, other case', extensible('cn', 'caseExactMatch', 'all staff'), 'nobody'],
    ['any attribute', extensible(undefined, 'caseIgnoreMatch', 'berlin'), 'somebody'],
    ['the name of the entry too', extensible('ou', undefined, 'Boston', true), 'somebody'],
    ['the attribute without a rule', extensible('sn', undefined, 'müller'), 'somebody'],
    ['an unknown rule', { kind: 'not', filter: extensible('cn', '1.2.3.4', 'x') }, 'nobody']
  ]
}

export function equal(attribute: string, value: string): Filter {
  return { kind: 'equal', attribute, value: Buffer.from(value) }
}
