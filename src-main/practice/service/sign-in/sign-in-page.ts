import { userPrincipalName } from '../../entra/entra-claims.ts'
import type { PracticeTenant } from '../../entra/practice-tenant.ts'
import { signInFaults } from '../../entra/sign-in-fault.ts'
import { xmlText } from '../../entra/xml-text.ts'
import { SAMPLE_LOGIN } from '../../company/make-company.ts'
import type { Person } from '../../company/person.ts'
import type { StoredStrategy } from '../stored-records.ts'
import type { SiteState } from '../site-state.ts'

export const SIGN_IN_PATH = '/saml/practice-sign-in'

/** The form that stands in for Microsoft’s sign-in page: who signs in, and what goes wrong. */
export function signInPage(state: SiteState, tenant: PracticeTenant, strategy: StoredStrategy): string {
  const people = somePeople(state, tenant).map(({ person, note }, index) => {
    const checked = index === 0 ? ' checked' : ''
    const name = `${xmlText(person.displayName)} <span>${xmlText(userPrincipalName(person))}${note === '' ? '' : `, ${note}`}</span>`
    return `<label><input type="radio" name="person" value="${xmlText(person.login)}"${checked}> ${name}</label>`
  })
  const faults = signInFaults.map(
    ({ name, title, teaches }) => `<label><input type="radio" name="fault" value="${name}"> ${title} <span>${teaches}</span></label>`
  )
  return page(
    `Sign in to ${strategy.label}`,
    `<p>This page stands in for Microsoft’s. Nobody here is real, and no password is asked for.</p>
<form method="post" action="${SIGN_IN_PATH}?strategy=${String(strategy.id)}">
<fieldset><legend>Who signs in</legend>${people.join('\n')}</fieldset>
<fieldset><legend>What happens</legend><label><input type="radio" name="fault" value="" checked> Everything is right</label>${faults.join('\n')}</fieldset>
<p><button>Sign in</button></p>
</form>`
  )
}

export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${xmlText(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${xmlText(title)}</h1>${body}</main></body></html>
`
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

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f5f7;color:#1b2a36}
main{max-width:46rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #cfd6dc;border-radius:6px}
h1{font-size:1.4rem;margin-top:0}fieldset{border:1px solid #cfd6dc;border-radius:6px;margin:1rem 0;padding:.5rem 1rem}
legend{font-weight:600}label{display:block;padding:.25rem 0 .25rem 1.6rem;text-indent:-1.6rem}span{color:#51606c}
button{font:inherit;padding:.4rem 1.4rem;border:0;border-radius:4px;background:#0066a7;color:#fff}`
