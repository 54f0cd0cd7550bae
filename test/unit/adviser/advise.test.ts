import { describe, expect, it } from 'vitest'
import { advise } from '../../../src-main/core/adviser/advise.ts'
import type { AdviserReading, UserReading } from '../../../src-main/core/adviser/adviser-facts.ts'
import { adviserQuestions, choicesOf, questionIds, situationOf, unknownAnswers } from '../../../src-main/core/adviser/adviser-questions.ts'
import type { Advice, AdviserAnswers } from '../../../src-main/core/adviser/adviser-views.ts'
import { decideMethods } from '../../../src-main/core/adviser/decide-methods.ts'
import { methodTables } from '../../../src-main/core/adviser/method-tables.ts'
import type { IdentityView } from '../../../src-main/core/identity/identity-views.ts'
import { tallyAffectedUsers } from '../../../src-main/core/oauth/affected-users.ts'
import type { UserFacts } from '../../../src-main/core/service/service-facts.ts'
import { sampleSiteFacts, sampleStrategy, sampleUser } from '../core/plan/sample-site.ts'
import { everySituation } from './every-situation.ts'

const nothing: AdviserReading = { site: undefined, strategies: undefined, groups: undefined, users: undefined, identity: undefined }

function adviceFor(answers: AdviserAnswers, reading: Partial<AdviserReading> = {}): Advice {
  return advise({ answers, reading: { ...nothing, ...reading }, notRead: [] })
}

function usersRead(...users: readonly UserFacts[]): UserReading {
  const tally = tallyAffectedUsers('2026-09-01T00:00:00Z')
  tally.add(users)
  return { affected: tally.finish(undefined), total: users.length, bySingleSignOn: 10, mailUnlikeName: 3, seenLately: users.length }
}

function identity(mailUnlikeUpn: number, cutBecause?: string, guests = 0, same = 5): IdentityView {
  const classes = [
    { class: 'same' as const, title: 'Same', count: same, severity: 'good' as const, what: '', repair: [] },
    { class: 'guest' as const, title: 'Guest', count: guests, severity: 'notice' as const, what: '', repair: [] },
    {
      class: 'mail-unlike-upn' as const,
      title: 'Mail unlike UPN',
      count: mailUnlikeUpn,
      severity: 'problem' as const,
      what: '',
      repair: []
    }
  ]
  // Only what the adviser looks at.
  return { people: 'dc1.corp.example', classes, cutBecause } as unknown as IdentityView
}

const sentSftp = sampleUser(7, 'anna', { lastSftpLoginAt: '2026-11-01T00:00:00Z' })

describe('advice', () => {
  it('is sure of nothing before anything was answered, and names every question', () => {
    const { headline, signIn, provisioning, answers } = adviceFor({})

    expect([signIn.method, provisioning.method]).toEqual(['saml', 'scim'])
    expect([signIn.isCertain, provisioning.isCertain]).toEqual([false, false])
    expect(signIn.open).toEqual(questionIds)
    expect(answers).toEqual({})
    expect(headline).toBe(
      'Recommended as far as is known: SAML with SCIM. SAML because it is what Files.com recommends, and it leaves every way of provisioning open; SCIM because it fits what is usual.'
    )
  })

  it('is sure as soon as no open question could change it, and asks no more', () => {
    const { signIn, provisioning, headline } = adviceFor({
      'password-ways': 'no',
      'entra-rights': 'ours',
      'group-filters': 'in-entra',
      'mail-upn': 'same',
      'group-names': 'yes',
      licence: 'yes'
    })

    expect([signIn.isCertain, signIn.open, provisioning.isCertain, provisioning.open]).toEqual([true, [], true, []])
    expect(headline).toMatch(/^Recommended: SAML with SCIM\. .* because groups shall appear at Files\.com by their names\.$/)
  })

  it('says on what each reason rests: an answer, a fact, the documentation', () => {
    const { provisioning } = adviceFor({ leavers: 'hour' }, { strategies: [sampleStrategy(1, { provision_groups: true })] })

    expect(provisioning.because.map(({ from }) => from)).toEqual(['documentation', 'fact', 'answer'])
    expect(provisioning.because.at(-1)?.text).toBe('Who leaves, or is no longer assigned, is disabled by itself within about 40 minutes.')
  })

  it('gives no reason that rests on an answer which nobody gave', () => {
    const { signIn, provisioning } = adviceFor({})
    expect([...signIn.because, ...signIn.against, ...provisioning.because, ...provisioning.against].map(({ from }) => from)).not.toContain(
      'answer'
    )
  })

  it('says what would change it, and that is what the other answer leads to', () => {
    const { signIn, provisioning } = adviceFor({ 'password-ways': 'no' })

    expect(signIn.wouldChange).toEqual(['Sign-in by LDAP, if people must get in by SFTP or FTP with the company password.'])
    expect(provisioning.wouldChange).toContain('LDAP provisioning, if filters at Files.com decide who gets an account.')
    expect(provisioning.wouldChange).toContain('LDAP provisioning, if mail and UPN differ and sign-in must go by the mail address.')
  })

  it('tells why the others were not taken, and which are ruled out', () => {
    const { signIn, provisioning } = adviceFor({ ldaps: 'no' })

    expect(signIn.others.map(({ method, isPossible }) => [method, isPossible])).toEqual([
      ['oauth', false],
      ['ldap', false]
    ])
    expect(provisioning.others.map(({ method, isPossible }) => [method, isPossible])).toEqual([
      ['jit', true],
      ['ldap', false],
      ['by-hand', true]
    ])
  })

  it('leaves out what it was never asked', () => {
    const answers = { 'group-names': 'perhaps', toString: 'yes', __proto__: 'x', licence: 'no' }

    expect(adviceFor(answers).answers).toEqual({ licence: 'no' })
    expect(unknownAnswers({ 'group-names': 'perhaps', colour: 'blue', licence: 'no' })).toEqual([
      '“perhaps” is no answer to “group-names”. The answers are: yes, no.',
      expect.stringMatching(/^There is no question “colour”\. The questions are: password-ways, /)
    ])
  })

  it('is made of whole sentences, whatever was answered', () => {
    // some of all combinations
    for (const situation of everySituation().filter((_one, index) => index % 37 === 0)) {
      const { signIn, provisioning, headline } = adviceFor(situation)
      const texts = [
        headline,
        ...[signIn, provisioning].flatMap(({ because, against, wouldChange, others }) => [
          ...[...because, ...against].map(({ text }) => text),
          ...wouldChange,
          ...others.map(({ whyNot }) => whyNot)
        ])
      ]
      for (const text of texts) expect(text).toMatch(/^[A-Z“].*[.]$/)
      for (const { method, because, against, others, isCertain } of [signIn, provisioning]) {
        const reasons = [...because, ...against].map(({ text }) => text)
        expect(because.length).toBeGreaterThan(0)
        expect(new Set(reasons).size).toBe(reasons.length)
        expect(others.map((other): string => other.method)).not.toContain(method)
        // everything was answered
        expect(isCertain).toBe(true)
      }
    }
  })
})

describe('open questions', () => {
  it('are exactly those that could still change something', () => {
    // given all but two or three answers
    const base = {
      'password-ways': 'no',
      'entra-rights': 'ours',
      'mail-upn': 'same',
      tenants: 'one',
      licence: 'yes',
      ldaps: 'yes',
      'first-sign-in': 'yes'
    }
    for (const given of [base, { ...base, 'group-names': 'no' }, { ...base, 'group-names': 'yes' }, { ...base, leavers: 'by-hand' }]) {
      const unanswered = questionIds.filter((id) => !Object.hasOwn(given, id))
      const { provisioning } = adviceFor(given)

      const changing = unanswered.filter((question) =>
        everySituation()
          .filter((situation) =>
            Object.entries(given).every(([id, value]) => Object.entries(situation).some(([i, v]) => i === id && v === value))
          )
          .some((situation) => {
            const methods = choicesOf(question).map(({ value }) => decideMethods({ ...situation, [question]: value }).provisioning)
            return new Set(methods).size > 1
          })
      )
      expect(provisioning.open).toEqual(changing)
    }
  })
})

describe('facts', () => {
  it.each<[string, Partial<AdviserReading>, AdviserAnswers]>([
    ['nobody used SFTP or the like', { users: usersRead(sampleUser(1, 'a')) }, { 'password-ways': 'no' }],
    [
      'nobody was there at all beside administrators',
      { users: { ...usersRead(sampleUser(1, 'a', { siteAdmin: true })), seenLately: 0 } },
      {}
    ],
    ['when anybody used FTP is not told', { users: usersRead(sampleUser(1, 'a', { lastFtpLoginAt: undefined })) }, {}],
    ['everybody who did has a key', { users: usersRead({ ...sentSftp, publicKeysCount: 1 }) }, { 'password-ways': 'keys' }],
    ['somebody did without a key: only a person can tell whether that must stay', { users: usersRead(sentSftp) }, {}],
    ['filters of the site', { site: sampleSiteFacts({ ldap_user_include_groups: 'Sales*' }) }, { 'group-filters': 'at-files-com' }],
    [
      'filters of a provider',
      { strategies: [sampleStrategy(1, { provision_group_required: 'Sales' })] },
      { 'group-filters': 'at-files-com' }
    ],
    [
      'filters and groups of another provider than Entra ID',
      { strategies: [{ ...sampleStrategy(1, { provision_group_required: 'Sales', provision_groups: true }), provider: 'okta' }] },
      {}
    ],
    ['no filters', { strategies: [sampleStrategy(1)], site: sampleSiteFacts() }, {}],
    ['groups that are taken over', { strategies: [sampleStrategy(1, { provision_groups: true })] }, { 'group-names': 'yes' }],
    [
      'a directory that is read over LDAPS',
      { site: sampleSiteFacts({ ldap_enabled: true, ldap_secure: true, ldap_host: 'dc1' }) },
      { ldaps: 'yes' }
    ],
    [
      'a directory that is read without encryption',
      { site: sampleSiteFacts({ ldap_enabled: true, ldap_secure: false, ldap_host: 'dc1' }) },
      {}
    ],
    ['mail and UPN that never differ', { identity: identity(0) }, { 'mail-upn': 'same' }],
    ['the same in a reading that was cut', { identity: identity(0, 'The directory ended.') }, {}],
    ['mail and UPN that differ', { identity: identity(213) }, {}],
    ['people who may differ as well, in a class of their own', { identity: identity(0, undefined, 1) }, {}],
    ['a table of nobody', { identity: identity(0, undefined, 0, 0) }, {}]
  ])('answer what they can: %s', (_case, reading, expected) => {
    expect(adviceFor({}, reading).answers).toEqual(expected)
  })

  it('are overruled by a person', () => {
    const { answers, facts } = adviceFor(
      { 'group-filters': 'no' },
      { strategies: [sampleStrategy(1, { provision_group_required: 'Sales' })] }
    )

    expect(answers).toEqual({ 'group-filters': 'no' })
    expect(facts.find(({ id }) => id === 'filters')?.answers).toEqual({ question: 'group-filters', value: 'at-files-com' })
  })

  it('speak against a sign-in at Microsoft when somebody would be cut off', () => {
    const { signIn } = adviceFor({}, { users: usersRead(sentSftp) })
    const said = signIn.against.filter(({ from }) => from === 'fact').map(({ text }) => text)
    expect(said).toEqual([
      expect.stringMatching(
        /^1 person would be cut off: .* Who uses SFTP or the API needs keys before moving; FTP and WebDAV are lost without a password\.$/
      )
    ])
  })

  it('speak against SCIM while nobody has said whether mail and UPN are the same', () => {
    const users = usersRead(sampleUser(1, 'anna'))
    const against = (answers: AdviserAnswers, unlike: number) =>
      adviceFor(answers, { users: { ...users, mailUnlikeName: unlike } }).provisioning.against.map(({ text }) => text)

    expect(against({}, 3).join('\n')).toMatch(/3 users of single sign-on have a mail address unlike the user name\. .*identity table/)
    expect(against({}, 0).join('\n')).not.toMatch(/identity table/)
    expect(against({ 'mail-upn': 'same' }, 3).join('\n')).not.toMatch(/identity table/)
  })

  it('of SCIM are those of Entra ID', () => {
    const strategy = { ...sampleStrategy(1, { scim_authentication_method: 'oauth' }), provider: 'okta' }

    expect(adviceFor({}, { strategies: [strategy] }).facts.map(({ id }) => id)).not.toContain('scim')
  })

  it('says where SCIM goes by a password, which Entra ID does not support, and names no end of a token there', () => {
    const strategy = { ...sampleStrategy(1, { scim_authentication_method: 'basic' }), scimTokenExpiresAt: '2027-01-01T00:00:00Z' }

    const scim = adviceFor({}, { strategies: [strategy] }).facts.find(({ id }) => id === 'scim')

    expect(scim?.evidence.map(({ value }) => value)).toEqual([expect.stringMatching(/user name and a password.*change to a token/)])
  })

  it('of a sign-in by LDAP speak of no sign-in at Microsoft that goes on', () => {
    const { signIn, provisioning } = adviceFor({ 'password-ways': 'company-password', ldaps: 'yes' })

    expect(signIn.method).toBe('ldap')
    expect(provisioning.against.map(({ text }) => text).join('\n')).not.toContain('Microsoft')
    expect(provisioning.against.map(({ text }) => text).join('\n')).toContain('switches the sync off by itself')
  })

  it('begin with their number, and say who says so', () => {
    const { facts } = adviceFor(
      {},
      {
        site: sampleSiteFacts({ ldap_enabled: true, ldap_secure: true, ldap_host: 'dc1' }),
        strategies: [
          {
            ...sampleStrategy(1, { provision_groups: true, scim_authentication_method: 'oauth' }),
            scimTokenExpiresAt: '2027-01-01T00:00:00Z'
          }
        ],
        groups: [{ id: 4, name: '3FA85F64-5717-4562-b3fc-2c963f66afa6', usernames: 'a,b' }],
        users: usersRead(sentSftp),
        identity: identity(3)
      }
    )

    expect(facts.map(({ id }) => id)).toEqual([
      'password-users',
      'filters',
      'providers',
      'takes-groups',
      'scim',
      'ldap',
      'groups-by-id',
      'mail-unlike-name',
      'identity'
    ])
    for (const { text, from } of facts) {
      expect(text).toMatch(/^[\d,]+ .*\.$/)
      expect(['Files.com', 'dc1.corp.example']).toContain(from)
    }
  })
})

describe('the questions and tables', () => {
  it('have ids and answers that occur once, and help for each', () => {
    expect(new Set(questionIds).size).toBe(questionIds.length)
    for (const { text, help, choices, id } of adviserQuestions) {
      expect(text).toMatch(/^[A-Z].*\?$/)
      expect(help).toMatch(/\.$/)
      expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length)
      // what is taken without an answer is one of them
      expect(choices.map(({ value }) => value)).toContain(situationOf({})[questionIds.find((one) => one === id) ?? 'licence'])
    }
  })

  it('have a cell for each method in each row, and say who says so', () => {
    for (const { columns, rows } of methodTables)
      for (const { cells, explain } of rows) {
        expect(cells).toHaveLength(columns.length)
        expect(explain).toMatch(/Files\.com|Microsoft|Entra ID/)
      }
  })

  it('say that LDAP needs secure LDAP at Entra Domain Services, and that Files.com writes before a token ends', () => {
    const [signIn, provisioning] = methodTables
    const rowOf = (table: typeof signIn, start: string) => table?.rows.find(({ subject }) => subject.startsWith(start))

    expect(rowOf(signIn, 'What is made in Entra ID')?.cells[2]).toMatch(/Domain Services/)
    expect(rowOf(provisioning, 'What ends it')?.cells[0]).toMatch(/mail/)
  })

  it('call SCIM never real time, and password use by SFTP a matter of LDAP', () => {
    const [signIn, provisioning] = methodTables
    const cellsOf = (table: typeof signIn, start: string) => table?.rows.find(({ subject }) => subject.startsWith(start))?.cells

    expect(cellsOf(signIn, 'Company password by FTP')).toEqual(['No', 'No', 'Yes'])
    expect(cellsOf(provisioning, 'Changes arrive')?.[0]).toContain('40 minutes')
    expect(cellsOf(provisioning, 'Group filters')).toEqual(['Do nothing', 'Do nothing', 'Work, with wildcards'])
  })
})
