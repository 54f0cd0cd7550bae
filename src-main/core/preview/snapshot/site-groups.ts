import { NumberColumn } from './number-column.ts'

/** Who is in which group of the site, by group while it comes by user: chains of places, so that nothing is left to be turned round. */
export class SiteGroups {
  /** By number of a group. */
  names: readonly string[] = []
  /** By group: the place of the last user, and 1. By place: that of the one before, and 1, and the user. */
  readonly #last = new NumberColumn()
  readonly #before = new NumberColumn()
  readonly #users = new NumberColumn()

  get byteLength(): number {
    return this.#last.byteLength + this.#before.byteLength + this.#users.byteLength
  }

  add(group: number, user: number): void {
    this.#before.push(this.#last.at(group))
    this.#users.push(user)
    this.#last.set(group, this.#users.count)
  }

  hasUsers(group: number): boolean {
    return this.#last.at(group) !== 0
  }

  eachUser(group: number, visit: (user: number) => void): void {
    for (let place = this.#last.at(group); place !== 0; place = this.#before.at(place - 1)) visit(this.#users.at(place - 1))
  }
}
