import { readDirectory } from './read-directory.ts'
import type { SiteState, SyncSource } from './site-state.ts'
import type { StoredExternalEvent } from './stored-records.ts'
import { type SyncCounts, syncPeople } from './sync-people.ts'
import { directoryOf, rulesOf, type SyncRules } from './sync-rules.ts'

export interface SyncOptions {
  readonly now: () => number
  readonly caPem: string | undefined
  readonly timeoutMs: number
  readonly failuresUntilSwitchOff: number
}

/** The job that the service runs every hour. One runs after the other; each leaves an entry in the external events. */
export class HourlySync {
  readonly #state: SiteState
  readonly #options: SyncOptions
  #last: Promise<void> = Promise.resolve()
  readonly #stopped = new AbortController()

  constructor(state: SiteState, options: SyncOptions) {
    this.#state = state
    this.#options = options
  }

  /** Everything that is switched on, or one strategy. Throws `RangeError` for a strategy that does not exist. */
  async run(strategyId?: number): Promise<void> {
    if (strategyId !== undefined && !this.#state.strategies.has(strategyId)) throw new RangeError('There is no such strategy')
    const before = this.#last
    const mine = before.then(() => this.#runNow(strategyId))
    // Whoever waits for this one hears of its failure; the next one begins all the same.
    this.#last = mine.catch(() => undefined)
    await mine
  }

  stop(): void {
    this.#stopped.abort()
  }

  async #runNow(strategyId: number | undefined): Promise<void> {
    const sources: readonly SyncSource[] = strategyId === undefined ? ['site', ...this.#state.strategies.keys()] : [strategyId]
    const rules = sources.flatMap((source) => rulesOf(this.#state, source) ?? [])
    const switchedOn = rules.filter(({ isOn }) => isOn)
    for (const rule of switchedOn) await this.#sync(rule)
    const first = rules[0]
    if (switchedOn.length === 0 && first !== undefined && !this.#hasStopped())
      this.#begin('skipped', `${first.title}: LDAP is switched off.`)
  }

  async #sync(rules: SyncRules): Promise<void> {
    if (this.#hasStopped()) return
    const event = this.#begin('in_progress', `${rules.title} has begun.`)
    const directory = directoryOf(this.#state, rules.source, this.#options)
    const reading =
      typeof directory === 'string'
        ? { kind: 'failed' as const, reasons: [directory] }
        : await readDirectory(directory, this.#stopped.signal)
    if (this.#hasStopped()) return
    // What has been changed in the meantime counts: rules are read again.
    const current = rulesOf(this.#state, rules.source)
    if (current === undefined) return
    if (reading.kind === 'failed') this.#fail(event, current, reading.reasons)
    else this.#succeed(event, current, reading.host, syncPeople(this.#state, reading.people, current, this.#now()))
  }

  #begin(status: string, body: string): StoredExternalEvent {
    // What the service calls such an entry is not documented. Status and body change when the sync ends.
    const event = { id: this.#state.newId(), event_type: 'ldap_sync', status, body, body_url: null, created_at: this.#now().toISOString() }
    this.#state.externalEvents.push(event)
    return event
  }

  #succeed(event: StoredExternalEvent, rules: SyncRules, host: string, counts: SyncCounts): void {
    this.#state.failuresInARow.delete(rules.source)
    event.status = counts.skipped.length === 0 ? 'success' : 'partial_failure'
    event.body = [
      `${rules.title} with ${host}: ${counts.found} people found, ${counts.inScope} of them in scope.`,
      `Users: ${counts.created} created, ${counts.updated} updated, ${counts.enabled} enabled, ${counts.disabled} disabled, ${counts.unchanged} unchanged, ${counts.leftAlone} left alone.`,
      ...skippedLines(counts.skipped)
    ].join('\n')
  }

  #fail(event: StoredExternalEvent, rules: SyncRules, reasons: readonly string[]): void {
    const failures = (this.#state.failuresInARow.get(rules.source) ?? 0) + 1
    this.#state.failuresInARow.set(rules.source, failures)
    const isTooOften = failures >= this.#options.failuresUntilSwitchOff
    event.status = 'failure'
    event.body = [
      `${rules.title} failed.`,
      ...reasons,
      ...(isTooOften ? [`It has failed ${failures} times in a row and has been switched off.`] : [])
    ].join('\n')
    if (isTooOften) this.#switchOff(rules.source)
  }

  /** Sign-in by single sign-on goes on: only provisioning ends. */
  #switchOff(source: SyncSource): void {
    this.#state.failuresInARow.delete(source)
    const strategy = source === 'site' ? undefined : this.#state.strategies.get(source)
    if (source === 'site') this.#state.site.ldap_enabled = false
    else if (strategy !== undefined) strategy.ldap_provisioning_enabled = false
  }

  #hasStopped(): boolean {
    return this.#stopped.signal.aborted
  }

  #now(): Date {
    return new Date(this.#options.now())
  }
}

const MOST_SKIPPED_LINES = 20

function skippedLines(skipped: readonly string[]): readonly string[] {
  if (skipped.length === 0) return []
  const more = skipped.length - MOST_SKIPPED_LINES
  return [`Skipped: ${skipped.length}.`, ...skipped.slice(0, MOST_SKIPPED_LINES), ...(more > 0 ? [`and ${more} more`] : [])]
}
