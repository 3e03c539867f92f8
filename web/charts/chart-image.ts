import type { EChartsType } from './echarts.ts'

/** How many pixels of a saved PNG one pixel of the page is. */
const scale = 2

/** Saves what is drawn, as SVG or PNG by the ending of the name. */
export async function saveImage(chart: EChartsType | null, box: HTMLElement | null, name: string): Promise<void> {
  if (!chart || !box) return
  const svg = chart.renderToSVGString()
  const picture = new Blob([svg], { type: 'image/svg+xml' })
  save(name.endsWith('.png') ? await pngOf(picture, box) : picture, name)
}

async function pngOf(picture: Blob, { clientWidth, clientHeight }: HTMLElement): Promise<Blob> {
  const address = URL.createObjectURL(picture)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = clientWidth * scale
    canvas.height = clientHeight * scale
    const pen = canvas.getContext('2d')!
    pen.fillStyle = getComputedStyle(document.body).backgroundColor
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'))
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Saves text as a file. */
export function saveText(text: string, name: string): void {
  save(new Blob([text], { type: 'application/xml' }), name)
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
