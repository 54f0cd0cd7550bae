import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { IdentityClass, IdentityQuery, IdentityRow, IdentityTrace, IdentityView } from '../../src-main/core/identity/identity-views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import { toggled } from './row-choices.ts'
import { ShownRow } from './shown-row.svelte.ts'
import { TableState } from './table-state.svelte.ts'

export type IdentitySort = NonNullable<IdentityQuery['sort']>['column']

/** Which rows, in which order. */
interface RowQuestion {
  readonly identityId: string
  readonly query: Omit<OperationInput<'identity.rows'>['query'], 'offset' | 'limit'>
}

/** The people whose names were judged. */
export class IdentityRowsState extends TableState<
  IdentityView,
  IdentityRow,
  IdentitySort,
  RowQuestion,
  ShownRow<IdentityRow, IdentityTrace>
> {
  #classes = $state.raw<readonly IdentityClass[]>([])

  /** `pauseMs`: how long the typing rests before the search. */
  constructor(engine: Engine, pauseMs = 120) {
    const trace = new Operation(engine, 'identity.trace')
    super({
      source: {
        ask: (id, { identityId, query }, part) =>
          engine.invoke({ id, name: 'identity.rows', input: { identityId, query: { ...query, ...part } } }),
        cancel: (id) => engine.cancel(id)
      },
      shown: new ShownRow(trace, (identityId, row) => trace.run({ identityId, row }), isSamePerson),
      pauseMs
    })
  }

  get hasFurtherKeys(): boolean {
    return false
  }

  /** These and no others; none: everybody. */
  get classes(): readonly IdentityClass[] {
    return this.#classes
  }

  get isChosen(): boolean {
    return this.#classes.length > 0
  }

  get isShownFiltered(): boolean {
    const query = this.pages.shown?.query
    return query !== undefined && (query.classes.length > 0 || query.search !== '')
  }

  toggleClass(name: IdentityClass): void {
    this.#classes = toggled(this.#classes, name)
    this.ask()
  }

  protected idOf({ identityId }: IdentityView): string {
    return identityId
  }

  protected questionOf({ identityId }: IdentityView): RowQuestion {
    const [key] = this.sort
    return {
      identityId,
      query: {
        classes: [...this.#classes],
        search: this.search.trim(),
        ...(key === undefined ? {} : { sort: { column: key.column, descending: key.descending ?? false } })
      }
    }
  }

  protected dropChoice(): void {
    this.#classes = []
  }
}

/** By other rules only the accounts that nobody claims change their places. */
function isSamePerson(one: IdentityRow, other: IdentityRow): boolean {
  if (one.upn !== other.upn || one.mail !== other.mail || one.name !== other.name) return false
  return one.upn !== '' || one.mail !== '' || one.account?.id === other.account?.id
}
