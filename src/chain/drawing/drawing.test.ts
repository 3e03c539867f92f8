import { describe, expect, it } from 'vitest'
import { nodeStates, type NodeState } from '../../shared/vocabulary.ts'
import { textWidth, wrapText, type ChainDrawing } from './drawing.ts'
import { stateShapes } from '../../shared/state-colours.ts'
import { placeDrawing, toGexf, toGraphml, toJson, toSvg } from './index.ts'

const drawing: ChainDrawing = {
  title: '示例图谱 <R&D>',
  nodes: [
    { id: 'n1', name: '高纯石英 "A" & B', kind: 'material', stage: 'upstream', state: 'choke' },
    { id: 'n2', name: 'Microscope objective, high numerical aperture, oil immersion, infinity corrected', kind: 'component', stage: 'midstream', state: 'unknown', group: '光学' },
    { id: 'n3', name: '显微镜\u0000', kind: 'product', stage: 'downstream', state: 'strength' },
    { id: 'n4', name: '未定', kind: null, stage: null, state: 'ordinary' },
  ],
  edges: [
    { source: 'n1', target: 'n2', relation: 'requires' },
    { source: 'n2', target: 'n3', relation: 'requires' },
    { source: 'n4', target: 'n3', relation: 'isA' },
  ],
}
const whole = (chunks: Iterable<string>): string => [...chunks].join('')
const zh = { language: 'zh', paper: 'A3' } as const

/** Every element closed in order, no bare ampersand, no forbidden character: enough of a parser to trust what we write. */
function expectWellFormed(xml: string): void {
  expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/)
  expect(xml).not.toContain('\u0000')
  const open: string[] = []
  for (const [, close, name, rest] of xml.replace(/<\?xml[^>]*\?>/, '').matchAll(/<(\/?)([\w:]+)((?:[^<>"]|"[^"<]*")*)>/g)) {
    if (close) expect(open.pop()).toBe(name)
    else if (!rest!.endsWith('/')) open.push(name!)
  }
  expect(open).toEqual([])
}

describe('a chain map as GraphML', () => {
  const xml = whole(toGraphml(drawing))

  it('is well-formed and holds every node and edge', () => {
    expectWellFormed(xml)
    expect(xml.match(/<node /g)).toHaveLength(4)
    expect(xml.match(/<edge /g)).toHaveLength(3)
    expect(xml).toContain('<data key="name">高纯石英 &quot;A&quot; &amp; B</data>')
  })

  it('leaves out what is missing and declares each key that it uses', () => {
    expect(xml).toContain('<node id="n4"><data key="name">未定</data><data key="state">ordinary</data>')
    for (const [, key] of xml.matchAll(/<data key="(\w+)"/g)) expect(xml).toContain(`<key id="${key}"`)
  })
})

describe('a chain map as GEXF', () => {
  it('is well-formed GEXF 1.3 with positions when there are any', () => {
    const xml = whole(toGexf(placeDrawing(drawing)))
    expectWellFormed(xml)
    expect(xml).toContain('version="1.3"')
    expect(xml.match(/viz:position/g)).toHaveLength(4)
    expect(whole(toGexf(drawing))).not.toContain('viz:position')
  })
})

describe('a chain map as JSON', () => {
  it('reads back as what it was', () => {
    expect(JSON.parse(whole(toJson(drawing)))).toEqual(drawing)
    expect(JSON.parse(whole(toJson({ title: '', nodes: [], edges: [] })))).toEqual({ title: '', nodes: [], edges: [] })
  })
})

describe('a chain map as a picture', () => {
  const svg = whole(toSvg(drawing, zh))

  it('is well-formed, printed on A3, and the same every time', () => {
    expectWellFormed(svg)
    expect(svg).toContain('width="420mm" height="297mm"')
    expect(whole(toSvg(drawing, zh))).toBe(svg)
  })

  it('shows each state with its symbol, and the unknown hatched', () => {
    for (const state of Object.keys(nodeStates) as NodeState[]) expect(svg).toContain(`d="${stateShapes[state]}"`)
    expect(svg).toContain('url(#hatch)')
  })

  it('sets the stages as columns from left to right', () => {
    const at = ['上游', '中游', '下游', '未定阶段'].map((name) => Number(svg.match(new RegExp(`<text x="([\\d.]+)"[^>]*>${name} `))![1]))
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })

  it('speaks English where asked', () => {
    const english = whole(toSvg(drawing, { language: 'en', paper: null }))
    expect(english).toContain('Choke point')
    expect(english).not.toContain('卡点')
  })

  it('draws an empty map without fault', () => {
    expectWellFormed(whole(toSvg({ title: '空', nodes: [], edges: [] }, zh)))
  })
})

describe('text in cards', () => {
  it('counts a Chinese character as one em', () => {
    expect(textWidth('显微镜')).toBe(3)
    expect(textWidth('iii')).toBeLessThan(textWidth('WWW'))
  })

  it('breaks between words, within Chinese anywhere, and ends in an ellipsis when it is too long', () => {
    expect(wrapText('Atomic layer deposition tools', 10, 2)).toEqual(['Atomic layer', 'deposition tools'])
    expect(wrapText('高端精密测量仪器', 4, 2)).toEqual(['高端精密', '测量仪器'])
    expect(wrapText('高端精密测量仪器与设备', 4, 2)).toEqual(['高端精密', '测量仪…'])
    for (const line of wrapText('Supercalifragilisticexpialidocious', 6, 2)) expect(textWidth(line)).toBeLessThanOrEqual(6.2)
  })
})

describe('a map of 100,000 nodes', () => {
  const nodes = Array.from({ length: 100_000 }, (_, i) => ({ id: `n${i}`, name: `环节 ${i}`, kind: null, stage: (['upstream', 'midstream', 'downstream'] as const)[i % 3]!, state: 'unknown' as const }))
  const edges = Array.from({ length: 200_000 }, (_, i) => ({ source: `n${(i * 7919) % 100_000}`, target: `n${(i * 104_729 + 1) % 100_000}`, relation: 'requires' as const }))

  it('streams in chunks, none of them large', () => {
    for (const [name, chunks] of Object.entries({ graphml: toGraphml({ title: '大图', nodes, edges }), gexf: toGexf({ title: '大图', nodes, edges }), svg: toSvg({ title: '大图', nodes, edges }, { language: 'zh', paper: null }) })) {
      const started = performance.now()
      let [count, longest] = [0, 0]
      for (const chunk of chunks) {
        count++
        longest = Math.max(longest, chunk.length)
      }
      console.log(`${name}: ${count} chunks in ${Math.round(performance.now() - started)} ms`)
      expect(count).toBeGreaterThan(50)
      expect(longest).toBeLessThan(200_000)
    }
  })
})
