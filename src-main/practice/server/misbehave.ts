import type { Entry } from '../directory/entry.ts'

/** What a web server says to a request it cannot read: plausible, and no LDAP. */
export const foreignAnswer = Buffer.from(
  [
    'HTTP/1.1 400 Bad Request',
    'Server: practice-web-server',
    'Content-Type: text/html; charset=utf-8',
    'Connection: keep-alive',
    'Content-Length: 100',
    '',
    '<html><head><title>400 Bad Request</title></head><body><h1>Your browser sent nonsense.</h1></body></html>'.slice(0, 100),
    ''
  ].join('\r\n')
)

/** What an account without rights does not get to see, while the search itself succeeds. */
export function isPersonOrGroup(entry: Entry): boolean {
  return entry.values('objectClass').some((name) => hiddenClasses.has(name.toString()))
}

const hiddenClasses = new Set(['person', 'group', 'groupOfNames', 'groupOfUniqueNames', 'posixGroup'])
