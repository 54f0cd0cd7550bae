import { BindRequest, ExtendedRequest, PasswordPolicyControl, SearchRequest as SearchMessage } from 'ldapts'
import type { DirectoryEntry, LdapFailure } from '../../core/model/directory-facts.ts'
import { parseFilter } from '../../core/model/search-filter.ts'
import type { BindAnswer, DirectorySession, SearchOutcome, SearchRequest } from '../../core/ports/directory.ts'
import type { Result } from '../../core/result.ts'
import { fail, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import { EncodedFilter } from './filter-encoding.ts'
import type { LdapConnection, OutgoingRequest, SearchPart } from './ldap-connection.ts'
import { resultFailure } from './ldap-errors.ts'
import { pagedSearch } from './paged-search.ts'
import { passwordPolicyAnswer } from './response-controls.ts'
import type { ResultOperation, ServerResult } from './server-message.ts'

export class LdapSession implements DirectorySession {
  readonly #connection: LdapConnection
  readonly #mayBind: boolean

  constructor(connection: LdapConnection, { mayBind }: { readonly mayBind: boolean }) {
    this.#connection = connection
    this.#mayBind = mayBind
  }

  async bind(name: string, password: Secret): Promise<Result<BindAnswer, LdapFailure>> {
    if (!this.#mayBind) throw new Error('A bind is only allowed on a connection whose server was verified.')
    // A server may take either for a guest and answer success (RFC 4513, section 5.1.2), which would prove nothing.
    if (name === '' || password.isEmpty) throw new Error('A bind needs a name and a password.')
    // The request class, and not `Client.bind`, which takes a user who is called PLAIN or EXTERNAL for a SASL mechanism.
    const request = new BindRequest({ messageId: 0, dn: name, password: password.reveal(), controls: [new PasswordPolicyControl()] })
    const answer = await this.#successOf(request, 'bind')
    if (!answer.ok) return answer
    const { error, ...warnings } = passwordPolicyAnswer(answer.value.controls)
    return succeed(error === undefined ? warnings : { ...warnings, policyError: error })
  }

  async whoAmI(): Promise<Result<string, LdapFailure>> {
    const answer = await this.#successOf(new ExtendedRequest({ messageId: 0, oid: WHO_AM_I }), 'extended')
    return answer.ok ? succeed(answer.value.responseValue) : answer
  }

  async read(dn: string, attributes: readonly string[]): Promise<Result<DirectoryEntry | undefined, LdapFailure>> {
    let entry: DirectoryEntry | undefined
    const answer = await this.#successOf(readMessage(dn, attributes), 'search', (part) => {
      if (part.kind === 'entry') entry ??= part.entry
      return 'continue'
    })
    return answer.ok ? succeed(entry) : answer
  }

  async search(request: SearchRequest): Promise<SearchOutcome> {
    const filter = parseFilter(request.filter)
    if (filter.ok) return await pagedSearch(this.#connection, request, filter.value)
    const text = `${filter.error.text} (at character ${filter.error.position + 1})`
    return { end: { kind: 'cut', failure: { kind: 'bad-filter', text } }, seen: 0, pages: 0, references: [] }
  }

  close(): void {
    this.#connection.close()
  }

  async #successOf(
    request: OutgoingRequest,
    operation: ResultOperation,
    onPart?: (part: SearchPart) => 'continue'
  ): Promise<Result<ServerResult, LdapFailure>> {
    const answer = await this.#connection.exchange(request, operation, onPart)
    if (!answer.ok) return answer
    if (answer.value === 'stopped') throw new Error('Only a search that asks for it can be stopped.')
    return answer.value.code === 0 ? succeed(answer.value) : fail(resultFailure(answer.value))
  }
}

const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'

function readMessage(dn: string, attributes: readonly string[]): SearchMessage {
  return new SearchMessage({
    messageId: 0,
    baseDN: dn,
    scope: 'base',
    filter: new EncodedFilter({ kind: 'present', attribute: 'objectClass' }),
    attributes: [...attributes],
    timeLimit: 0
  })
}
