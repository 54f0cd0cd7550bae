import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { methodTables } from '../../src-main/core/adviser/method-tables.ts'
import { adviserQuestions } from '../../src-main/core/adviser/adviser-questions.ts'
import { entraClouds } from '../../src-main/core/entra/entra-cloud.ts'
import { entraGuide } from '../../src-main/core/entra/entra-guide.ts'
import { oauthGuide } from '../../src-main/core/entra/oauth-guide.ts'
import { scimGuide } from '../../src-main/core/entra/scim-guide.ts'
import { jitView } from '../../src-main/core/jit/read-jit.ts'
import { siteLdapFields, strategyFields } from '../../src-main/core/model/service-fields.ts'
import { scimView } from '../../src-main/core/scim/read-scim.ts'
import { sampleStrategy } from './core/plan/sample-site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [cloud] = entraClouds
if (cloud === undefined) throw new Error('There is no cloud')
const site = { host: 'acme.files.com', subdomain: 'acme' }
const scimOff = scimView(sampleStrategy(12, {}), { isKept: false, problem: undefined }, '2026-11-22T09:00:00Z')
const scimOn = scimView(
  { ...sampleStrategy(12, { scim_authentication_method: 'token' }), scimTokenExpiresAt: '2027-11-01' },
  { isKept: false, problem: undefined },
  '2026-11-22T09:00:00Z'
)
const jit = jitView(sampleStrategy(12, { provision_groups: true }), { groups: [], cutBecause: undefined })

/** What the window shows of each subject, as one text. */
const shown = {
  tables: JSON.stringify(methodTables),
  questions: JSON.stringify(adviserQuestions),
  saml: JSON.stringify(entraGuide(site, cloud)),
  oauth: JSON.stringify(oauthGuide(site, cloud)),
  'scim guide': JSON.stringify(scimGuide(site, cloud)),
  scim: JSON.stringify([scimOff, scimOn]) + window('provisioning/scim'),
  jit: JSON.stringify(jit) + window('provisioning/jit'),
  ldap: JSON.stringify([siteLdapFields, strategyFields]) + window('provisioning/LdapPart.svelte'),
  prove: window('entra/ProveStep.svelte'),
  told: window('entra') + window('saml/connect'),
  help: readdirSync(join(root, 'resources/help'))
    .map((name) => readFileSync(join(root, 'resources/help', name), 'utf8'))
    .join('\n')
} as const

function window(path: string): string {
  const full = join(root, 'src-renderer', path)
  const files = path.endsWith('.svelte') ? [full] : readdirSync(full).map((name) => join(full, name))
  return files
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
    .replaceAll(/\s+/g, ' ')
}

/** Each a fact of the service’s own pages: whoever uses the application need not read them. */
describe('what the pages of Files.com say', () => {
  it.each<[string, keyof typeof shown, RegExp]>([
    // Ways to sign in
    ['three ways to sign in', 'tables', /"columns":\["SAML","OAuth","LDAP"\]/],
    ['several tenants or applications', 'tables', /a provider for each/],
    ['SAML when nobody knows better', 'tables', /advised to take SAML/],
    [
      'company passwords beside the browser with LDAP only',
      'tables',
      /FTP, SFTP, WebDAV, API and in the mobile app","cells":\["No","No","Yes"\]/
    ],
    ['where changes are logged', 'tables', /Provisioning logs of Entra ID, and the SCIM log of Files\.com/],
    // SAML
    ['Identifier', 'saml', /"https:\/\/app\.files\.com\/saml\/metadata"/],
    ['Reply URL', 'saml', /"https:\/\/app\.files\.com\/saml\/consume"/],
    ['Relay State with the subdomain', 'saml', /"acme\.files\.com"/],
    ['Unique User Identifier', 'saml', /user\.userprincipalname/],
    ['the metadata address is copied', 'saml', /App Federation Metadata Url/],
    ['the provider then has to be assigned to users', 'prove', /has this provider as authentication method/],
    ['the button on the sign-in page', 'told', /Button on the sign-in page/],
    ['one administrator stays on a password', 'saml', /at least one site administrator of Files\.com with a password/],
    // OAuth
    ['redirect address', 'oauth', /login_from_oauth\?provider=azure/],
    ['one tenant', 'oauth', /Accounts in this organizational directory only/],
    ['the value, not the id of the secret', 'oauth', /Secret ID” is only the number/],
    ['no SCIM', 'tables', /never SCIM/],
    // LDAP sign-in
    ['secure LDAP has to be switched on for Entra ID', 'tables', /Entra Domain Services with secure LDAP/],
    ['no self-signed certificate', 'questions', /Not self-signed/],
    // SCIM
    ['the address', 'scim', /https:\/\/app\.files\.com\/api\/scim/],
    ['the token comes with saving', 'scim', /Files\.com makes the token when SCIM is switched on/],
    ['the automatic mode', 'scim guide', /"Provisioning Mode","value":"Automatic"/],
    ['the test, then saving', 'scim guide', /Test Connection.*save/],
    ['a token lasts a year, with a mail before its end', 'tables', /The token after a year, after a mail to the site administrators/],
    ['the token can be extended at any time', 'scim', /it can be done at any time/],
    ['the steps of a reset', 'scim', /SSO Providers.*“Reset Token”\. Save/],
    ['a password counts after saving only', 'scim', /count only once the provider was saved/],
    ['UPN to user name, mail to mail', 'scim', /the user principal name of Entra ID.*the mail address of Entra ID/],
    ['the older page says otherwise, and which one holds', 'scim', /An older page of Files\.com said that it becomes the mail address/],
    ['the same value as by SAML', 'scim', /the same value that SAML sends as Name ID/],
    ['mail and UPN are compared before SCIM is switched on', 'scim', /Compare the names before you switch it on/],
    ['the full name, or the user name without one', 'scim', /The user name when both are empty/],
    ['two separate operations', 'scim', /Users and groups are two separate operations/],
    ['filters cannot work', 'scim guide', /filters by group at Files\.com cannot work with SCIM/],
    // JIT
    ['an account at the first sign-in', 'jit', /Makes the account, when Entra ID lets the person in/],
    ['groups by their ids', 'jit', /a group by its object id/],
    ['such groups work all the same', 'help', /Members and permissions work, but nobody can tell which group is which/],
    ['renaming does not last', 'help', /Files\.com calls renaming no lasting answer, and advises SCIM/],
    ['SCIM for whoever needs groups', 'jit', /advises SCIM for whoever needs groups/],
    ['fine without groups', 'jit', /when people are in no groups there, or “Create groups” is off/],
    ['ids are the way of Entra ID, not of others', 'help', /from Okta, Auth0 and OneLogin groups come by their names/],
    // LDAP provisioning
    ['no LDAP integration beside it', 'ldap', /No LDAP integration of its own is needed/],
    ['every hour', 'ldap', /reads your directory every hour/],
    ['people and groups come and go by it', 'ldap', /makes, changes and takes away people and groups/],
    ['for filters by group', 'questions', /they work with LDAP provisioning only/],
    ['switched off after failures, with sign-in going on', 'ldap', /people go on signing in/],
    ['a backup host', 'ldap', /Asked when the first host cannot be reached/],
    ['Active Directory and OpenLDAP', 'ldap', /"Active Directory".*"OpenLDAP"/],
    ['sAMAccountName unless another is needed', 'ldap', /sAMAccountName unless your organization needs another/],
    ['the domain behind names', 'ldap', /corp\.example makes anna@corp\.example/],
    [
      'the three filters',
      'ldap',
      /Only provision users in these groups.*Only provision these groups.*Exclude these groups from provisioning/
    ],
    // Moving and changed names
    ['both ways beside each other, one person first', 'tables', /set SAML up beside LDAP.*one person/],
    ['the old provider last', 'tables', /when nobody signs in by LDAP any more, remove that provider/],
    ['what a move ends', 'tables', /Ends\. SFTP takes SSH keys, the API takes API keys/],
    ['user name and mail are changed together', 'scim guide', /Change user name and mail together/],
    ['on demand with the new name', 'scim guide', /“Provision on demand” for that person with the new name/]
  ])('%s: stands in %s', (_fact, where, pattern) => {
    expect(shown[where]).toMatch(pattern)
  })
})
