import type { SignInFaultName } from '../../../src-main/practice/entra/sign-in-fault.ts'

/** What a person does on the sign-in page of practice, over HTTP: chooses who arrives, and what goes wrong. Answers the text of the page that follows. */
export async function signInAt(page: string, person: string, fault: SignInFaultName | '' = ''): Promise<string> {
  const form = await (await fetch(page)).text()
  if (!form.includes(`value="${person}"`)) throw new Error(`${page} does not offer ${person}`)
  const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ person, fault }) })
  return answer.text()
}
