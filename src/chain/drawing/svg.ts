import { nodeStates, stages, type NodeState, type Stage } from '../../shared/vocabulary.ts'
import { chunked, escapeXml, type Chunks } from '../../shared/xml.ts'
import { textWidth, wrapText, type ChainDrawing, type DrawnEdge, type DrawnNode } from './drawing.ts'
import { placeDrawing } from './place.ts'
import { stateColours, stateShapes } from '../../shared/state-colours.ts'

/** `paper` sets the printed size (landscape); null leaves the size to whoever shows the picture. */
export type SvgOptions = { language: 'zh' | 'en'; paper: 'A3' | 'A4' | null }

/**
 * A chain map as a picture, in chunks: stages as columns from left to right, each node a card with its state as colour and symbol, inputs as
 * lines, kinds as dashed lines, a legend with counts below. Above `CARDS_UP_TO` nodes the cards become marks whose name shows on hover.
 * The same drawing gives the same bytes.
 */
export function toSvg(drawing: ChainDrawing, options: SvgOptions): Chunks {
  return chunked(lines(placeDrawing(drawing), options))
}

const CARDS_UP_TO = 400
const FONT = "'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
const INK = '#1C2024'
const MUTED = '#6B7280'
const LINE = '#E4E4DF'
const EDGE = '#9AA1A9'
const papers = { A3: { width: 420, height: 297 }, A4: { width: 297, height: 210 } }

/** Sizes of one way to draw: a cell and what stands in it. */
type Style = { cellWidth: number; cellHeight: number; width: number; height: number; cards: boolean }
const cards: Style = { cellWidth: 160, cellHeight: 64, width: 130, height: 54, cards: true }
const marks: Style = { cellWidth: 12, cellHeight: 12, width: 8, height: 8, cards: false }

const LEFT = 24
const TOP = 92
const BOTTOM = 76
const TITLE_SIZE = 20
const LEAST_WIDTH = 1080

type Frame = { style: Style; width: number; height: number; language: 'zh' | 'en'; left: number; top: number }

function* lines(drawing: ChainDrawing, { language, paper }: SvgOptions): Generator<string> {
  const frame = frameOf(drawing, language)
  const { width, height } = frame
  const size = paper ? `width="${papers[paper].width}mm" height="${papers[paper].height}mm"` : `width="${width}" height="${height}"`
  yield `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid meet" role="img" aria-labelledby="chain-title" font-family="${FONT}">`
  yield `<title id="chain-title">${escapeXml(drawing.title)}</title>`
  yield `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/><path d="M0 0V6" stroke="#D5D5CF" stroke-width="3"/></pattern><marker id="tip" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L6 3L0 6z" fill="${EDGE}"/></marker></defs>`
  yield `<rect width="${width}" height="${height}" fill="#FBFBF9"/>`
  yield `<text x="${LEFT}" y="34" font-size="${TITLE_SIZE}" font-weight="600" fill="${INK}">${escapeXml(drawing.title)}</text>`
  yield* stageBands(drawing.nodes, frame)
  yield* edgeLines(drawing, frame)
  for (const node of drawing.nodes) yield frame.style.cards ? card(node, frame) : mark(node, frame)
  yield* legend(drawing, frame)
  yield '</svg>'
}

function frameOf({ title, nodes }: ChainDrawing, language: 'zh' | 'en'): Frame {
  const style = nodes.length <= CARDS_UP_TO ? cards : marks
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of nodes) {
    x0 = Math.min(x0, x!)
    x1 = Math.max(x1, x!)
    y0 = Math.min(y0, y!)
    y1 = Math.max(y1, y!)
  }
  if (nodes.length === 0) x0 = x1 = y0 = y1 = 0
  const inner = Math.max((x1 - x0 + 1) * style.cellWidth, LEAST_WIDTH, textWidth(title) * TITLE_SIZE)
  return { style, language, left: LEFT - x0 * style.cellWidth, top: TOP - y0 * style.cellHeight, width: round(inner + 2 * LEFT), height: round((y1 - y0 + 1) * style.cellHeight + TOP + BOTTOM) }
}

function* stageBands(nodes: readonly DrawnNode[], { style, left, height, language }: Frame): Generator<string> {
  for (const stage of [...(Object.keys(stages) as Stage[]), null]) {
    let [x0, x1, count] = [Infinity, -Infinity, 0]
    for (const node of nodes) {
      if (node.stage !== stage) continue
      x0 = Math.min(x0, node.x!)
      x1 = Math.max(x1, node.x!)
      count++
    }
    if (count === 0) continue
    const from = round(left + x0 * style.cellWidth - 8)
    const width = round((x1 - x0) * style.cellWidth + style.width + 16)
    const name = stage ? stages[stage][language] : { zh: '未定阶段', en: 'No stage' }[language]
    yield `<rect x="${from}" y="${TOP - 36}" width="${width}" height="${round(height - TOP - BOTTOM + 48)}" rx="4" fill="#FFFFFF" stroke="${LINE}"/>`
    yield `<text x="${from + 10}" y="${TOP - 16}" font-size="14" font-weight="600" fill="${INK}">${escapeXml(name)} <tspan font-weight="400" fill="${MUTED}">${count}</tspan></text>`
  }
}

function* edgeLines({ nodes, edges }: ChainDrawing, frame: Frame): Generator<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const tip = frame.style.cards ? ' marker-end="url(#tip)"' : ''
  yield `<g fill="none" stroke="${EDGE}" stroke-width="${frame.style.cards ? 1 : 0.3}" stroke-opacity="0.75">`
  for (const { source, target, relation } of edges) {
    const from = byId.get(source)
    const to = byId.get(target)
    if (from && to) yield `<path d="${curve(from, to, frame)}"${relation === 'isA' ? ' stroke-dasharray="4 3"' : ''}${tip}/>`
  }
  yield '</g>'
}

/** From the right side of the source to the left side of the target; back or within a column it swings out to the right. */
function curve(from: DrawnNode, to: DrawnNode, { style, left, top }: Frame): string {
  const x0 = left + from.x! * style.cellWidth + style.width
  const y0 = top + from.y! * style.cellHeight + style.height / 2
  const ahead = to.x! > from.x!
  const x1 = left + to.x! * style.cellWidth + (ahead ? 0 : style.width)
  const y1 = top + to.y! * style.cellHeight + style.height / 2
  const bend = ahead ? (x1 - x0) / 2 : style.cellWidth / 4
  return `M${round(x0)} ${round(y0)}C${round(x0 + bend)} ${round(y0)} ${round(ahead ? x1 - bend : x1 + bend)} ${round(y1)} ${round(x1)} ${round(y1)}`
}

const NAME_SIZE = 12
const SYMBOL_ROOM = 25

function card(node: DrawnNode, { style, left, top, language }: Frame): string {
  const x = round(left + node.x! * style.cellWidth)
  const y = round(top + node.y! * style.cellHeight)
  const colour = stateColours[node.state]
  const text = wrapText(node.name, (style.width - SYMBOL_ROOM - 4) / NAME_SIZE, 3)
  const first = style.height / 2 + 4 - (text.length - 1) * 7.5
  const names = text.map((line, i) => `<tspan x="${SYMBOL_ROOM}" y="${first + i * 15}">${escapeXml(line)}</tspan>`).join('')
  const fill = node.state === 'unknown' ? 'url(#hatch)' : colour
  return `<g transform="translate(${x} ${y})"><title>${escapeXml(titleOf(node, language))}</title><rect width="${style.width}" height="${style.height}" rx="3" fill="#FFFFFF" stroke="${colour}"/><path d="M3 0H20V${style.height}H3A3 3 0 0 1 0 ${style.height - 3}V3A3 3 0 0 1 3 0Z" fill="${fill}"/>${shape(node.state, { x: 4, y: style.height / 2 - 6 })}<text font-size="${NAME_SIZE}" fill="${INK}">${names}</text></g>`
}

function mark(node: DrawnNode, { style, left, top, language }: Frame): string {
  const x = round(left + node.x! * style.cellWidth)
  const y = round(top + node.y! * style.cellHeight)
  return shape(node.state, { x, y, scale: style.width / 12 }, stateColours[node.state], titleOf(node, language))
}

/** A state's symbol with its corner at x, y; on a card it stands on the state's colour, else it wears the colour itself. */
function shape(state: NodeState, { x, y, scale = 1 }: { x: number; y: number; scale?: number }, colour = state === 'unknown' ? INK : '#FFFFFF', title = ''): string {
  const path = stateShapes[state]
  const paint = path.endsWith('z') ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="1.8"`
  const placed = `transform="translate(${round(x)} ${round(y)})${scale === 1 ? '' : ` scale(${round(scale)})`}"`
  return title ? `<path d="${path}" ${placed} ${paint}><title>${escapeXml(title)}</title></path>` : `<path d="${path}" ${placed} ${paint}/>`
}

function titleOf({ name, state, stage }: DrawnNode, language: 'zh' | 'en'): string {
  return [name, nodeStates[state][language], stage && stages[stage][language]].filter(Boolean).join(' · ')
}

function* legend({ nodes, edges }: ChainDrawing, { height, language }: Frame): Generator<string> {
  const y = height - 28
  let x = LEFT
  for (const state of Object.keys(nodeStates) as NodeState[]) {
    const label = `${nodeStates[state][language]} ${nodes.filter((node) => node.state === state).length}`
    const fill = state === 'unknown' ? 'url(#hatch)' : stateColours[state]
    yield `<rect x="${x}" y="${y - 14}" width="20" height="20" rx="3" fill="${fill}" stroke="${stateColours[state]}"/>${shape(state, { x: x + 4, y: y - 10 })}<text x="${x + 27}" y="${y + 1}" font-size="13" fill="${INK}">${escapeXml(label)}</text>`
    x = round(x + 27 + textWidth(label) * 13 + 22)
  }
  const relations = { requires: { zh: '投入', en: 'input of' }, isA: { zh: '属于', en: 'is a kind of' } } satisfies Record<DrawnEdge['relation'], { zh: string; en: string }>
  for (const relation of ['requires', 'isA'] as const) {
    const label = `${relations[relation][language]} ${edges.filter((edge) => edge.relation === relation).length}`
    yield `<path d="M${x} ${y - 4}H${x + 34}" stroke="${EDGE}" fill="none" marker-end="url(#tip)"${relation === 'isA' ? ' stroke-dasharray="4 3"' : ''}/><text x="${x + 41}" y="${y + 1}" font-size="13" fill="${INK}">${escapeXml(label)}</text>`
    x = round(x + 41 + textWidth(label) * 13 + 22)
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
