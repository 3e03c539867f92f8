import { Worker } from 'node:worker_threads'
import { renderDocx } from './render/docx.ts'
import { renderHtml } from './render/html.ts'
import { renderPdf } from './render/pdf.ts'
import { renderXlsx } from './render/xlsx.ts'
import type { ReportDocument } from './render/document.ts'

export type ReportFormat = 'docx' | 'pdf' | 'xlsx' | 'html'

/** The formats a report leaves in: their media types and who makes them. */
export const formats = {
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', render: renderDocx },
  pdf: { type: 'application/pdf', render: renderPdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: renderXlsx },
  html: { type: 'text/html', render: async (document: ReportDocument) => new TextEncoder().encode(renderHtml(document)) },
} satisfies Record<ReportFormat, { type: string; render: (document: ReportDocument) => Promise<Uint8Array> }>

export type RenderTask = { document: ReportDocument; format: ReportFormat }

/** Renders in a thread of its own, so that setting pages does not keep others waiting. A report of text alone needs none. */
export function renderReport(document: ReportDocument, format: ReportFormat): Promise<Uint8Array> {
  const entry = new URL('./render-worker.js', import.meta.url)
  // Threads run compiled code only; from the sources there is none.
  if (format === 'html' || import.meta.url.endsWith('.ts')) return formats[format].render(document)
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { document, format } satisfies RenderTask })
    worker.once('message', (bytes: Uint8Array) => resolve(bytes))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`Rendering the report as ${format} ended with ${code}.`)))
  })
}
