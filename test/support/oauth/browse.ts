/** What a browser does with redirects, cookies and a form, as far as a sign-in needs it. One jar for each browser. */
export class Browser {
  readonly #cookies = new Map<string, string>()
  /** Every address that was asked for, in order. */
  readonly visited: string[] = []

  /** Follows redirects to the page that is shown. */
  async open(url: string, init: FormToSend = {}): Promise<ShownPage> {
    let address = url
    let request = init
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      this.visited.push(address)
      const { hostname } = new URL(address)
      // A redirect to the real world would be a bug, and nothing to try out.
      if (hostname !== '127.0.0.1') throw new Error(`${address} is not on this computer`)
      const headers = { ...request.headers, cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
      const response = await fetch(address, { ...request, headers, redirect: 'manual' })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        this.#cookies.set(name, value)
      }
      const location = response.headers.get('location')
      if (location === null) return { url: address, status: response.status, html: await response.text() }
      address = new URL(location, address).href
      request = {}
    }
    throw new Error(`${url} leads in a circle`)
  }

  /** Sends the form of a page as it stands, but for these values. */
  submit({ url, html }: ShownPage, values: Readonly<Record<string, string>>): Promise<ShownPage> {
    const action = unescaped(/<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? '')
    const body = new URLSearchParams({ ...formValues(html), ...values })
    return this.open(new URL(action, url).href, { method: 'POST', body, headers: { origin: new URL(url).origin } })
  }

  /** From the button of a provider by OAuth to the page at the end: somebody signs in at practice Microsoft, if its page is shown at all. */
  async signIn(signInPage: string, person: string, fault = ''): Promise<ShownPage> {
    const page = await this.open(signInPage)
    if (!page.html.includes('name="person"')) return page
    if (!page.html.includes(`value="${person}"`)) throw new Error(`The page does not offer ${person}`)
    return this.submit(page, { person, fault })
  }
}

export interface ShownPage {
  readonly url: string
  readonly status: number
  readonly html: string
}

interface FormToSend {
  readonly method?: 'POST'
  readonly body?: URLSearchParams
  readonly headers?: Readonly<Record<string, string>>
}

const MOST_HOPS = 10

/** What the form would send: boxes with their values, lists with what is selected, of round buttons the one that is pressed. */
export function formValues(html: string): Readonly<Record<string, string>> {
  const inputs = [...html.matchAll(/<input ([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const isOff = attributes.includes('type="radio"') && !attributes.includes('checked')
    return isOff ? [] : [[attributeOf(attributes, 'name'), attributeOf(attributes, 'value')] as const]
  })
  const texts = [...html.matchAll(/<textarea ([^>]*)>\n?([^<]*)</g)].map(
    ([, attributes = '', text = '']) => [attributeOf(attributes, 'name'), unescaped(text)] as const
  )
  const lists = [...html.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)].map(([, attributes = '', options = '']) => {
    const chosen = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options)
    return [attributeOf(attributes, 'name'), unescaped(chosen?.[1] ?? '')] as const
  })
  return Object.fromEntries([...inputs, ...texts, ...lists])
}

function attributeOf(attributes: string, name: string): string {
  return unescaped(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
}

function unescaped(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
