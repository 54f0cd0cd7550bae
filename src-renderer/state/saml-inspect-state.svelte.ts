import type { SamlGiven } from '../../src-main/core/model/workspace.ts'
import type { EntraAnswers } from '../../src-main/core/saml/saml-views.ts'
import type { Engine } from '../bridge.ts'
import { LadderState } from './ladder-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { ReportExport } from './report-export.svelte.ts'
import { type SamlDocument, SamlDocumentState, isSameDocument } from './saml-document-state.svelte.ts'

/** What a run was asked, to tell when its results no longer fit the form. */
interface Asked {
  readonly document: SamlDocument
  readonly tenantId: string
  readonly applicationId: string
  readonly site: string
  readonly atMs: number
}

/** What Entra ID gave, and the ladder that judges it. */
export class SamlInspectState {
  readonly document: SamlDocumentState
  readonly ladder = new LadderState()
  readonly inspect: Operation<'saml.inspect'>
  readonly reportExport: ReportExport
  readonly #site: () => string
  readonly #onChange: () => void
  /** The address of the practice tenant, which leads nowhere after the end of practice. */
  #practiceUrl = ''
  #tenantId = $state('')
  #applicationId = $state('')
  #asked = $state.raw<Asked>()

  /** `site`: host of the connected site, with whose providers the document is compared; empty when none. `onChange`: something is to be kept for the next start. */
  constructor(engine: Engine, site: () => string, onChange: () => void) {
    this.document = new SamlDocumentState('saml-document', onChange)
    this.inspect = new Operation(engine, 'saml.inspect')
    this.reportExport = new ReportExport(engine, 'saml')
    this.#site = site
    this.#onChange = onChange
  }

  /** What the next start finds again. Documents are not kept: whoever has them may have newer ones by then. */
  get toKeep(): SamlGiven {
    const metadataUrl = this.document.url === this.#practiceUrl ? '' : this.document.url
    return { metadataUrl, tenantId: this.#tenantId, applicationId: this.#applicationId }
  }

  restore({ metadataUrl, tenantId, applicationId }: SamlGiven): void {
    this.#tenantId = tenantId
    this.#applicationId = applicationId
    if (metadataUrl !== '') this.document.typeUrl(metadataUrl)
  }

  get tenantId(): string {
    return this.#tenantId
  }

  get applicationId(): string {
    return this.#applicationId
  }

  get startedAtMs(): number | undefined {
    return this.#asked?.atMs
  }

  /** What was asked is no longer what stands in the form. */
  get isStale(): boolean {
    const asked = this.#asked
    if (asked === undefined) return false
    const { document, tenantId, applicationId, site } = asked
    return (
      !isSameDocument(document, this.document.given) ||
      tenantId !== this.#tenantId.trim() ||
      applicationId !== this.#applicationId.trim() ||
      site !== this.#site()
    )
  }

  typeTenantId(text: string): void {
    this.#tenantId = text
    this.#onChange()
  }

  typeApplicationId(text: string): void {
    this.#applicationId = text
    this.#onChange()
  }

  /** Answers the id of the control to fill first; undefined when the inspection has begun. */
  start(): string | undefined {
    const missing = this.document.press()
    const document = this.document.given
    if (missing !== undefined || document === undefined) return missing
    const input = { document, tenantId: this.#tenantId.trim(), applicationId: this.#applicationId.trim(), site: this.#site() }
    this.#asked = { ...input, atMs: Date.now() }
    this.ladder.clear()
    this.reportExport.forget()
    void this.#run(input)
    return undefined
  }

  cancel(): void {
    this.inspect.cancel()
    this.ladder.stop()
  }

  async take(file: File): Promise<void> {
    if (await this.document.take(file)) this.start()
  }

  /** What a colleague sent back: the better way wins. */
  takeAnswers({ metadataUrl, metadataXml, certificatePem, tenantId, applicationId, answeredBy }: EntraAnswers): void {
    this.#tenantId = tenantId
    this.#applicationId = applicationId
    if (certificatePem !== '')
      this.document.takeCertificate(`certificate from ${answeredBy === '' ? 'the answers' : answeredBy}`, certificatePem)
    if (metadataXml !== '') {
      this.document.choose('xml')
      this.document.typeText(metadataXml)
    }
    if (metadataUrl !== '') {
      this.document.choose('url')
      this.document.typeUrl(metadataUrl)
    }
    this.#onChange()
  }

  /** The tenant of practice: its address is one of Microsoft’s, answered inside this application. */
  usePracticeTenant(url: string): void {
    this.#practiceUrl = url
    this.document.choose('url')
    this.document.typeUrl(url)
    this.document.chooseInsist(false)
    this.#tenantId = ''
    this.#applicationId = ''
    this.start()
  }

  async #run(input: Parameters<typeof this.inspect.run>[0]): Promise<void> {
    const ended = await this.inspect.run(input, (event) => this.ladder.accept(event))
    if (ended.status === 'failed') this.ladder.stop()
    if (ended.status !== 'done') return
    this.ladder.finish(ended.value.report.results)
    this.reportExport.offer(ended.value.inspectionId)
  }
}
