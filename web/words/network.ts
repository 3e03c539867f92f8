import { defineWords } from '../parts/language.tsx'

/** The words of the drawing of a network. */
export const networkWords = defineWords({
  heading: { zh: '网络图', en: 'The network' },
  label: {
    zh: (nodes: string, allNodes: string, ties: string, allTies: string) => `画出 ${allNodes} 个主体中的 ${nodes} 个、${allTies} 条联系中的 ${ties} 条：最大的社群中联系最多者。`,
    en: (nodes: string, allNodes: string, ties: string, allTies: string) => `${nodes} of ${allNodes} organisations and ${ties} of ${allTies} ties are drawn: the most tied of the largest communities.`,
  },
  organisation: { zh: '主体', en: 'Organisation' },
  community: { zh: '社群', en: 'Community' },
  type: { zh: '类型', en: 'Type' },
  ties: { zh: '联系', en: 'Ties' },
  graphml: { zh: '存为 GraphML', en: 'Save as GraphML' },
  inferred: { zh: '联系为推断所得，以虚线表示。', en: 'Links are inferred and drawn dashed.' },
  unknownType: { zh: '类型未知', en: 'Type not known' },
  sizes: { zh: '圆圈为社群，数字为其编号；符号越大，联系越多', en: 'Circles are communities with their numbers; the larger a symbol, the more ties' },
  tip: { zh: (community: string, ties: string) => `社群 ${community}，${ties} 条联系`, en: (community: string, ties: string) => `community ${community}, ${ties} ties` },
})
