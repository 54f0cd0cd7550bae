import fc from 'fast-check'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'

/** Filters as people and programs write them, and worse: every kind, nested, with values that sometimes occur and sometimes make no sense. */
export function arbitraryFilter(): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter; leaf: Filter }>((tie) => ({
    leaf: fc.oneof(equality, presence, substrings, ordering, extensible),
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie('leaf'),
      fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), filters: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') })
    )
  })).filter
}

const textNames = [
  'cn',
  'sn',
  'givenName',
  'displayName',
  'uid',
  'mail',
  'title',
  'l',
  'ou',
  'departmentNumber',
  'employeeType',
  'description',
  'name',
  'commonName',
  '2.5.4.4'
]
const otherNames = [
  'telephoneNumber',
  'employeeNumber',
  'memberUid',
  'homeDirectory',
  'loginShell',
  'serialNumber',
  'dc',
  'o',
  'jpegPhoto',
  'unknownAttribute'
]
const dnNames = ['member', 'uniqueMember', 'manager', 'memberOf', 'entryDN', 'distinguishedName', 'seeAlso']
const numberNames = ['uidNumber', 'gidNumber', 'shadowExpire', 'shadowLastChange']
// structuralObjectClass is left out: slapd looks for superior classes there too, the practice directory does not.
const classNames = ['objectClass']

const words = [
  ...[
    'Anna',
    'anna',
    'Smith',
    'SMITH, ANNA',
    'Müller',
    'MÜLLER',
    'Muller',
    'Groß',
    'GROSS',
    'Yılmaz',
    'İsmail Çağlar',
    'Γιώργος Παπαδόπουλος',
    'ΓΙΏΡΓΟΣ'
  ],
  ...[
    '山田 太郎',
    'Ольга иванова',
    'Rita 🚀 Rocket',
    ' Leading Space',
    'Leading  Space',
    'Trailing Space ',
    '#1 Hash Tag',
    'Back\\slash Bob',
    'Star* (Paren)'
  ],
  ...[
    'Joachim "Jogi" Weiß',
    'Mary+Ann Jones',
    'a=b Equal Sign',
    "O'Connor",
    'Sales',
    'sales',
    'Engineering',
    'Human Resources',
    'Berlin',
    'são paulo',
    'München'
  ],
  ...[
    'contractor',
    'anna.smith',
    'Anna.Smith',
    'anna.smith@practice.example',
    'ANNA.SMITH@PRACTICE.EXAMPLE',
    'practice',
    '+49 30 5550 1022',
    '+493055501022'
  ],
  ...[
    '100007',
    '/home/anna.smith',
    '/bin/bash',
    '/BIN/BASH',
    'All Staff',
    'VPN  users',
    'BER-LT-0001',
    'sn-ber-lt-0001',
    '',
    ' ',
    'e',
    '.',
    '*',
    'x'
  ]
]
const dns = [
  ...['cn=Smith\\, Anna,ou=Boston,ou=People,dc=practice,dc=example', 'CN=smith\\2c anna , OU=BOSTON,ou=People,dc=practice,dc=EXAMPLE'],
  ...[
    'cn=All Staff,ou=Groups,dc=practice,dc=example',
    'cn=Files Readers EMEA,ou=Groups,dc=practice,dc=example',
    'cn=Project Falcon,ou=Groups,dc=practice,dc=example'
  ],
  ...[
    'cn="Project Falcon, Reviewers",ou=Groups,dc=practice,dc=example',
    'uid=left.longago,ou=Former,dc=practice,dc=example',
    'commonName=IT;ou=Groups;dc=practice;dc=example'
  ],
  ...['ou=People,dc=practice,dc=example', 'dc=practice,dc=example', '', 'nonsense', 'cn=,dc=example', 'unknown=x,dc=example']
]
const numbers = [
  '10005',
  '10020',
  '10100',
  '5000',
  '5030',
  '18262',
  '19800',
  '0',
  '-1',
  '1',
  '3',
  '16',
  '00',
  '12x',
  '',
  '99999999999999999999'
]
const classes = [
  'person',
  'inetOrgPerson',
  'INETORGPERSON',
  'groupOfNames',
  'groupOfUniqueNames',
  'posixGroup',
  'posixAccount',
  'device',
  'organizationalUnit',
  'top'
]

function bytes(choices: readonly string[]): fc.Arbitrary<Buffer> {
  return fc.constantFrom(...choices).map((text) => Buffer.from(text))
}

const attributeAndValue = fc.oneof(
  { arbitrary: fc.tuple(fc.constantFrom(...textNames), bytes(words)), weight: 5 },
  { arbitrary: fc.tuple(fc.constantFrom(...otherNames), bytes(words)), weight: 2 },
  { arbitrary: fc.tuple(fc.constantFrom(...dnNames), bytes(dns)), weight: 2 },
  { arbitrary: fc.tuple(fc.constantFrom(...numberNames), bytes(numbers)), weight: 2 },
  { arbitrary: fc.tuple(fc.constantFrom(...classNames), bytes(classes)), weight: 2 }
)

const equality: fc.Arbitrary<Filter> = attributeAndValue.map(([attribute, value]) => ({ kind: 'equal', attribute, value }))

const presence: fc.Arbitrary<Filter> = fc
  .constantFrom(...textNames, ...otherNames, ...dnNames, ...numberNames, ...classNames)
  .map((attribute) => ({ kind: 'present', attribute }))

const ordering: fc.Arbitrary<Filter> = fc
  .tuple(fc.constantFrom('greater-or-equal' as const, 'less-or-equal' as const), attributeAndValue)
  .map(([kind, [attribute, value]]) => ({ kind, attribute, value }))

/** Pieces of words that occur, so that some searches find somebody. */
const fragment = fc
  .tuple(fc.constantFrom(...words.filter((word) => word.trim().length > 1)), fc.nat(8), fc.integer({ min: 1, max: 6 }))
  .map(([word, start, length]) =>
    Array.from(word)
      .slice(start % Array.from(word).length)
      .slice(0, length)
      .join('')
  )
  .filter((text) => text !== '')
  .map((text) => Buffer.from(text))

const substrings: fc.Arbitrary<Filter> = fc
  .record({
    attribute: fc.constantFrom(...textNames, ...otherNames, 'manager', 'uidNumber', 'objectClass'),
    initial: fc.option(fragment, { nil: undefined }),
    any: fc.array(fragment, { maxLength: 2 }),
    final: fc.option(fragment, { nil: undefined })
  })
  .filter(({ initial, any, final }) => initial !== undefined || any.length > 0 || final !== undefined)
  .map((parts) => ({ kind: 'substrings', ...parts }))

const rules = [
  ...[
    '1.2.840.113556.1.4.803',
    '1.2.840.113556.1.4.804',
    '1.2.840.113556.1.4.1941',
    'integerBitAndMatch',
    'caseExactMatch',
    'caseIgnoreMatch'
  ],
  ...['caseExactIA5Match', 'caseIgnoreIA5Match', 'integerMatch', 'distinguishedNameMatch', '2.5.13.5', 'noSuchRule']
]

const extensible: fc.Arbitrary<Filter> = fc
  .record({
    rule: fc.option(fc.constantFrom(...rules), { nil: undefined }),
    named: fc.option(attributeAndValue, { nil: undefined, freq: 6 }),
    value: fc.oneof(bytes(words), bytes(numbers), bytes(dns)),
    withDn: fc.boolean()
  })
  .filter(({ rule, named }) => rule !== undefined || named !== undefined)
  .map(({ rule, named, value, withDn }) => ({ kind: 'extensible', rule, attribute: named?.[0], value: named?.[1] ?? value, withDn }))
