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
  brokers: { zh: (n: string) => `粗圈、带名次：介数最高的 ${n} 家，即中介，列在下面；约束（Burt）越低，越能居间`, en: (n: string) => `Thick rings with a rank: the ${n} of highest betweenness, brokers, listed below; the lower their constraint (Burt), the freer to broker` },
  findingBrokers: { zh: '正在找中介…', en: 'Looking for brokers…' },
  brokerRank: { zh: '中介名次', en: 'Rank as broker' },
  broker: { zh: (rank: string) => `中介第 ${rank}`, en: (rank: string) => `broker ${rank}` },
  measures: { zh: (betweenness: string, constraint: string) => `介数 ${betweenness}，约束 ${constraint}`, en: (betweenness: string, constraint: string) => `betweenness ${betweenness}, constraint ${constraint}` },
  tip: { zh: (community: string, ties: string) => `社群 ${community}，${ties} 条联系`, en: (community: string, ties: string) => `community ${community}, ${ties} ties` },
})
