import { SAMPLE_LOGIN } from '../../company/make-company.ts'
import type { Person } from '../../company/person.ts'
import { userPrincipalName } from '../../entra/entra-claims.ts'
import type { PracticeTenant } from '../../entra/practice-tenant.ts'
import { xmlText } from '../../entra/xml-text.ts'
import type { SiteState } from '../site-state.ts'
import { page } from '../web/html-page.ts'

export interface SignInPage {
  /** Of the provider, as the site calls it. */
  readonly label: string
  /** Where the form is posted: path and query of this server. */
  readonly action: string
  readonly faults: readonly { readonly name: string; readonly title: string; readonly teaches: string }[]
}

/** The form that stands in for Microsoft’s sign-in page: who signs in, and what goes wrong. */
export function signInPage(state: SiteState, tenant: PracticeTenant, { label, action, faults }: SignInPage): string {
  const people = somePeople(state, tenant).map(({ person, note }, index) => {
    const checked = index === 0 ? ' checked' : ''
    const name = `${xmlText(person.displayName)} <span>${xmlText(userPrincipalName(person))}${note === '' ? '' : `, ${note}`}</span>`
    return `<label><input type="radio" name="person" value="${xmlText(person.login)}"${checked}> ${name}</label>`
  })
  const mistakes = faults.map(
    ({ name, title, teaches }) => `<label><input type="radio" name="fault" value="${name}"> ${title} <span>${teaches}</span></label>`
  )
  return page(
    `Sign in to ${label}`,
    `<p>This page stands in for Microsoft’s. Nobody here is real, and no password is asked for.</p>
<form class="pick" method="post" action="${xmlText(action)}">
<fieldset><legend>Who signs in</legend>${people.join('\n')}</fieldset>
<fieldset><legend>What happens</legend><label><input type="radio" name="fault" value="" checked> Everything is right</label>${mistakes.join('\n')}</fieldset>
<p><button>Sign in</button></p>
</form>`
  )
}

/** Hand-picked by what they show, and found in the company by their login. */
function somePeople(state: SiteState, { company }: PracticeTenant): readonly { readonly person: Person; readonly note: string }[] {
  const usernames = new Set([...state.users.values()].map(({ username }) => username.toLowerCase()))
  const isUser = (person: Person): boolean => usernames.has(userPrincipalName(person).toLowerCase())
  const find = (wanted: (person: Person) => boolean): readonly Person[] => company.people.filter(wanted).slice(0, 1)
  const chosen: readonly (readonly [readonly Person[], string])[] = [
    [find(({ login }) => login === SAMPLE_LOGIN), ''],
    [find(({ login }) => login === 'taro.yamada'), ''],
    [find((person) => person.state === 'active' && person.mail?.startsWith(person.login) === false), 'with another mail address'],
    [find(({ state, mail }) => state === 'active' && mail === undefined), 'without a mail address'],
    [find((person) => person.state === 'active' && person.mail !== undefined && !isUser(person)), 'not yet a user of this site'],
    [find((person) => person.state === 'disabled'), 'disabled at Microsoft']
  ]
  return chosen.flatMap(([people, note]) => people.map((person) => ({ person, note })))
}
