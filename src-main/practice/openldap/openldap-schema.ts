import { escapeDnValueInHex } from '../directory/distinguished-name.ts'
import { foldText } from '../directory/fold-text.ts'
import { Schema } from '../directory/schema.ts'
import type { AttributeLine, MatchingRule } from '../directory/schema.ts'

/** What slapd knows with the schemas core, cosine, inetorgperson and nis, as far as this directory or a usual search needs it. */
export function openLdapSchema(): Schema {
  return new Schema([...names, ...people, ...unix, ...operational, ...rootDse], {
    rules,
    fold: foldText,
    categories: new Map(),
    escapeDnValue: escapeDnValueInHex
  })
}

const names: readonly AttributeLine[] = [
  ['objectClass 2.5.4.0', 'class'],
  ['name 2.5.4.41', 'text', 'substrings'],
  ['cn commonName 2.5.4.3', 'text', 'substrings', 'kind-of name'],
  ['sn surname 2.5.4.4', 'text', 'substrings', 'kind-of name'],
  ['givenName gn 2.5.4.42', 'text', 'substrings', 'kind-of name'],
  ['initials 2.5.4.43', 'text', 'substrings', 'kind-of name'],
  ['c countryName 2.5.4.6', 'text', 'substrings', 'kind-of name'],
  ['l localityName 2.5.4.7', 'text', 'substrings', 'kind-of name'],
  ['st stateOrProvinceName 2.5.4.8', 'text', 'substrings', 'kind-of name'],
  ['o organizationName 2.5.4.10', 'text', 'substrings', 'kind-of name'],
  ['ou organizationalUnitName 2.5.4.11', 'text', 'substrings', 'kind-of name'],
  ['title 2.5.4.12', 'text', 'substrings', 'kind-of name'],
  ['dc domainComponent 0.9.2342.19200300.100.1.25', 'ascii-text', 'substrings'],
  ['distinguishedName 2.5.4.49', 'dn'],
  ['member 2.5.4.31', 'dn', 'kind-of distinguishedName'],
  ['owner 2.5.4.32', 'dn', 'kind-of distinguishedName'],
  ['roleOccupant 2.5.4.33', 'dn', 'kind-of distinguishedName'],
  ['seeAlso 2.5.4.34', 'dn', 'kind-of distinguishedName'],
  ['uniqueMember 2.5.4.50', 'dn-with-id']
]

const people: readonly AttributeLine[] = [
  ['uid userid 0.9.2342.19200300.100.1.1', 'text', 'substrings'],
  ['mail rfc822Mailbox 0.9.2342.19200300.100.1.3', 'ascii-text', 'substrings'],
  ['displayName 2.16.840.1.113730.3.1.241', 'text', 'substrings'],
  ['employeeNumber 2.16.840.1.113730.3.1.3', 'text', 'substrings'],
  ['employeeType 2.16.840.1.113730.3.1.4', 'text', 'substrings'],
  ['departmentNumber 2.16.840.1.113730.3.1.2', 'text', 'substrings'],
  ['carLicense', 'text', 'substrings'],
  ['preferredLanguage', 'text', 'substrings'],
  ['roomNumber', 'text', 'substrings'],
  ['businessCategory', 'text', 'substrings'],
  ['description 2.5.4.13', 'text', 'substrings'],
  ['street streetAddress', 'text', 'substrings'],
  ['postalCode', 'text', 'substrings'],
  ['serialNumber 2.5.4.5', 'text', 'substrings'],
  ['co friendlyCountryName', 'text', 'substrings'],
  ['telephoneNumber 2.5.4.20', 'telephone', 'substrings'],
  ['homePhone', 'telephone', 'substrings'],
  ['mobile mobileTelephoneNumber', 'telephone', 'substrings'],
  ['manager 0.9.2342.19200300.100.1.10', 'dn'],
  ['secretary', 'dn'],
  ['labeledURI', 'exact-text'],
  ['jpegPhoto 0.9.2342.19200300.100.1.60', 'unmatched'],
  ['userPassword 2.5.4.35', 'bytes']
]

const unix: readonly AttributeLine[] = [
  ['uidNumber 1.3.6.1.1.1.1.0', 'integer', 'ordering'],
  ['gidNumber 1.3.6.1.1.1.1.1', 'integer', 'ordering'],
  ['gecos', 'ascii-text', 'substrings'],
  ['homeDirectory', 'exact-ascii-text'],
  ['loginShell', 'exact-ascii-text'],
  ['memberUid 1.3.6.1.1.1.1.12', 'exact-ascii-text', 'substrings'],
  ['shadowLastChange', 'integer'],
  ['shadowExpire', 'integer']
]

const operational: readonly AttributeLine[] = [
  ['structuralObjectClass 2.5.21.9', 'class', 'operational'],
  ['entryUUID 1.3.6.1.1.16.4', 'uuid', 'ordering', 'operational'],
  ['creatorsName', 'dn', 'operational'],
  ['modifiersName', 'dn', 'operational'],
  ['createTimestamp 2.5.18.1', 'time', 'ordering', 'operational'],
  ['modifyTimestamp 2.5.18.2', 'time', 'ordering', 'operational'],
  ['entryCSN', 'exact-ascii-text', 'ordering', 'operational'],
  ['entryDN 1.3.6.1.1.20', 'dn', 'operational', 'virtual'],
  ['subschemaSubentry', 'dn', 'operational', 'virtual'],
  ['hasSubordinates 2.5.18.9', 'boolean', 'operational', 'virtual'],
  ['memberOf 1.2.840.113556.1.2.102', 'dn', 'operational']
]

const rootDse: readonly AttributeLine[] = [
  ['configContext', 'dn', 'operational'],
  ['namingContexts', 'dn', 'operational'],
  ['supportedControl', 'class', 'operational'],
  ['supportedExtension', 'class', 'operational'],
  ['supportedFeatures', 'class', 'operational'],
  ['supportedLDAPVersion', 'exact-ascii-text', 'operational'],
  ['supportedSASLMechanisms', 'exact-ascii-text', 'operational']
]

/** slapd has the two bit rules of Active Directory, and not the transitive one. */
const rules: ReadonlyMap<string, MatchingRule> = new Map<string, MatchingRule>([
  ...pair('integerBitAndMatch', '1.2.840.113556.1.4.803', 'bit-and'),
  ...pair('integerBitOrMatch', '1.2.840.113556.1.4.804', 'bit-or'),
  ...pair('distinguishedNameMatch', '2.5.13.1', 'dn'),
  ...pair('caseIgnoreMatch', '2.5.13.2', 'text'),
  ...pair('caseExactMatch', '2.5.13.5', 'exact-text'),
  ...pair('booleanMatch', '2.5.13.13', 'boolean'),
  ...pair('integerMatch', '2.5.13.14', 'integer'),
  ...pair('caseExactIA5Match', '1.3.6.1.4.1.1466.109.114.1', 'exact-ascii-text'),
  ...pair('caseIgnoreIA5Match', '1.3.6.1.4.1.1466.109.114.2', 'ascii-text')
])

function pair(name: string, number: string, rule: MatchingRule): readonly [string, MatchingRule][] {
  return [
    [name.toLowerCase(), rule],
    [number, rule]
  ]
}
