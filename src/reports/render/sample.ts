import { isFigure } from './document.ts'
import type { Block, Cell, FigureEntry, FigureMark, Inline, Lang, ReportDocument, TableBlock } from './document.ts'
import { formatNumber } from '../../shared/format.ts'

/**
 * A report as it leaves the studio, for the tests of every renderer: four to five pages, tables of forty rows, values
 * missing, inferred, in conflict, out of date and withdrawn. Everything in it is fictional.
 */
export function sampleReport(lang: Lang, { rows = 40 }: { rows?: number } = {}): ReportDocument {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const marks = sampleMarks(lang)
  const risks = riskTable(lang, rows)
  const cities = cityTable(lang)
  const all = [...Object.values(marks), ...[risks, cities].flatMap((table) => table.rows.flat(2)).filter(isFigure)]
  return {
    lang,
    title: say('广东省精密仪器设备产业集群工作月报', 'Monthly report of the Guangdong precision instruments cluster'),
    period: say('2026年10月', 'October 2026'),
    issuer: say('广东省精密仪器设备产业集群促进中心（虚构）', 'Guangdong Precision Instruments Promotion Centre (fictional)'),
    documentNumber: say('粤精仪集群〔2026〕10号', 'GPI 2026/10'),
    issuedAt: '2026-11-05T01:30:00Z',
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    demo: say('演示数据：除注明出处的公开数字外，主体、数字和事件均为虚构。', 'Demo data: apart from public figures with their source, every body, figure and event is fictional.'),
    blocks: lang === 'zh' ? chineseBody(marks) : englishBody(marks),
    annexes: [
      { kind: 'heading', level: 2, text: say('附件1　断链断供风险清单', 'Annex 1. Supply-risk list') }, risks,
      { kind: 'heading', level: 2, text: say('附件2　六市运行指标', 'Annex 2. Indicators of the six cities') }, cities,
    ],
    figures: [...new Map(all.map((mark) => [mark.figure, figureEntry(mark, lang)])).values()],
    traceUrl: 'http://localhost:4100/trace/',
  }
}

type Marks = ReturnType<typeof sampleMarks>

function sampleMarks(lang: Lang) {
  const mark = (figure: string, value: number | undefined, unit: string, extra: Partial<FigureMark> = {}): FigureMark =>
    ({ figure, text: formatNumber(value, { lang, unit }), value, unit, ...extra })
  return {
    revenue: mark('F7K3Q', 211_457_000_000, 'yuan'),
    growth: mark('F2M8T', 6.4, '%', { flag: 'stale' }),
    research: mark('FQ4RD', 7_728_000_000, 'yuan', { flag: 'conflict' }),
    exporters: mark('F9XBN', 0.866, 'ratio'),
    firms: mark('FH5CW', 203, lang === 'zh' ? '家' : 'organisations'),
    chokes: mark('FV2JL', 7, lang === 'zh' ? '个' : 'nodes', { flag: 'inferred' }),
    patents: mark('FZ6PA', undefined, 'count', { missing: lang === 'zh' ? '中山、珠海未报送' : 'Zhongshan and Zhuhai sent nothing' }),
    orders: mark('FT3YE', 1_860_000, 'yuan', { flag: 'withdrawn' }),
  }
}

function chineseBody(m: Marks): Block[] {
  return [
    { kind: 'heading', level: 1, text: '总体运行' },
    say('截至本月，集群在册主体', m.firms, '。最近一个统计年度营业收入', m.revenue, '，居全国第二位；同比增长', m.growth, '。医疗及其他仪器制造业研发经费', m.research, '，较2018年增长一倍有余。上市公司中开展境外业务的占', m.exporters, '。'),
    say('本月新增发明专利', m.patents, '件；', { strong: '该项因两市未报送而缺数，不作零处理' }, '。'),
    write('从走访情况看，“高精度零部件、高性能材料、高精加工装备”三类环节的进口依赖没有明显缓解；整机企业普遍反映，下游用户对国产质谱仪、示波器的首台套采购仍持观望态度，建议下月集中组织两场应用对接。'),
    { kind: 'heading', level: 1, text: '重点工作' },
    { kind: 'heading', level: 2, text: '安全可控' },
    say('本月识别卡点环节', m.chokes, '，其中新增2个、解除1个，详见表1。'),
    { kind: 'heading', level: 3, text: '真空部件' },
    write('牵头单位已会同三家整机企业完成分子泵替代验证的第一轮测试，寿命指标达到进口同类产品的八成；下一步补充连续运行试验。'),
    { kind: 'heading', level: 3, text: '高速模数转换器' },
    write('两家设计企业提出流片补贴诉求，已转服务机构核算；其中一家的在手订单', m.orders, '因来源撤回，不再引用。'),
    { kind: 'heading', level: 2, text: '创新引领' },
    write('组织高校与企业就高端扫描探针显微镜的位移台、控制器开展联合攻关，形成技术需求6项。'),
    { kind: 'heading', level: 1, text: '问题与诉求' },
    write('一是部分地市数据报送不及时，影响集群监测；二是中小企业对出口管制清单的变化缺乏了解，需要行业协会组织解读；三是检测认证周期偏长，影响新产品进入下游供应商目录。'),
    { kind: 'heading', level: 1, text: '下一步安排' },
    write('下月召开链长专题会商，审议断链断供风险清单的变化；完成年度重点任务中期评估；启动第二批“揭榜挂帅”项目征集。'),
    { kind: 'note', inlines: ['注：营业收入为广东省统计局公布的2022年数字。'] },
  ]
}

function englishBody(m: Marks): Block[] {
  return [
    { kind: 'heading', level: 1, text: 'Operation' },
    say('The cluster counts ', m.firms, '. Revenue in the last statistical year was ', m.revenue, ', second in the country, up ', m.growth, '. Research and development spending of instrument makers was ', m.research, '; ', m.exporters, ' of listed companies do business abroad.'),
    say('Patents granted this month: ', m.patents, '. ', { strong: 'Two cities sent no data; this is not a zero' }, '.'),
    write('Visits show no relief of the dependence on imported high-precision components, high-performance materials and machining equipment. Buyers downstream still hesitate to be the first to take a domestic mass spectrometer or oscilloscope.'),
    { kind: 'heading', level: 1, text: 'Key work' },
    { kind: 'heading', level: 2, text: 'Key links safe and controllable' },
    say('Choke points found this month: ', m.chokes, '; see Table 1.'),
    { kind: 'heading', level: 3, text: 'Vacuum parts' },
    write('The first round of endurance tests of a domestic molecular pump is complete; its life reaches four fifths of the imported one.'),
    { kind: 'heading', level: 3, text: 'High-speed converters' },
    write('Two design houses ask for support of a tape-out. Orders of ', m.orders, ' are no longer quoted, since their source was withdrawn.'),
    { kind: 'heading', level: 1, text: 'Next steps' },
    write('The chain chief will convene a deliberation on the changes of the supply-risk list; the yearly plan is reviewed at half time.'),
    { kind: 'note', inlines: ['Note: revenue is the 2022 figure of the Statistics Bureau of Guangdong.'] },
  ]
}

const parts = {
  zh: ['分子泵', '高速模数转换器', '电子倍增器', '低温阀', '压电位移台', '超导线材', '特种光纤', '精密导轨', '闪烁晶体', '射频功率管'],
  en: ['Molecular pump', 'High-speed converter', 'Electron multiplier', 'Cryogenic valve', 'Piezo stage', 'Superconducting wire', 'Special fibre', 'Precision guide', 'Scintillation crystal', 'RF power transistor'],
}
const states = { zh: ['◆ 卡点', '⧗ 堵点', '▽ 弱点', '✕ 断点', '? 未知'], en: ['◆ Choke point', '⧗ Bottleneck', '▽ Weak point', '✕ Broken link', '? Unknown'] }

function riskTable(lang: Lang, count: number): TableBlock {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const row = (_: unknown, index: number): Cell[] => {
    const share = index % 9 === 4 ? undefined : 0.38 + ((index * 37) % 60) / 100
    const days = index % 7 === 3 ? undefined : 20 + ((index * 53) % 300)
    return [
      String(index + 1), `${parts[lang][index % 10]}${index >= 10 ? `${say('（型号', ' (type ')}${Math.floor(index / 10) + 1}${say('）', ')')}` : ''}`, states[lang][index % 5]!,
      { figure: `FS${code(index)}`, text: formatNumber(share, { lang, unit: 'ratio' }), value: share, unit: 'ratio', ...(share === undefined ? { missing: say('来源未给出份额', 'the source gives no share') } : {}), ...(share !== undefined && index % 11 === 2 ? { flag: 'conflict' as const } : {}) },
      { figure: `FD${code(index)}`, text: formatNumber(days, { lang, unit: say('天', 'days') }), value: days, unit: say('天', 'days'), ...(days === undefined ? { missing: say('未调查', 'not surveyed') } : {}), ...(days !== undefined && index % 6 === 1 ? { flag: 'inferred' as const } : {}) },
      say('深圳某某仪器股份有限公司（虚构）', 'Shenzhen Sample Instruments Co. (fictional)'),
    ]
  }
  return {
    kind: 'table', number: say('表1', 'Table 1'), title: say('断链断供风险清单', 'Supply-risk list'),
    columns: [
      { title: say('序号', 'No.'), align: 'center' }, { title: say('环节', 'Node'), align: 'left' }, { title: say('状态', 'State'), align: 'left' },
      { title: say('受控来源占比', 'Controlled share'), align: 'right' }, { title: say('替代时间', 'Time to replace'), align: 'right' }, { title: say('牵头主体', 'Owner'), align: 'left' },
    ],
    rows: Array.from({ length: count }, row),
    note: say('受控来源占比为受出口管制国家（地区）供给份额之和。', 'Controlled share: the sum of the shares of origins under export control.'),
  }
}

function cityTable(lang: Lang): TableBlock {
  const cities = lang === 'zh' ? ['深圳', '广州', '东莞', '佛山', '中山', '珠海'] : ['Shenzhen', 'Guangzhou', 'Dongguan', 'Foshan', 'Zhongshan', 'Zhuhai']
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const money = (figure: string, value: number | undefined): FigureMark =>
    ({ figure, text: formatNumber(value, { lang, unit: 'yuan' }), value, unit: 'yuan', ...(value === undefined ? { missing: say('未报送', 'not sent') } : {}) })
  return {
    kind: 'table', number: say('表2', 'Table 2'), title: say('六市运行指标', 'Indicators of the six cities'),
    columns: [{ title: say('城市', 'City'), align: 'left' }, { title: say('在册主体', 'Organisations'), align: 'right' }, { title: say('营业收入', 'Revenue'), align: 'right' }, { title: say('研发经费', 'R&D spending'), align: 'right' }],
    rows: cities.map((city, index) => [city, String(80 - index * 11), money(`FC${code(index)}`, index > 3 ? undefined : 9.1e10 / (index + 1)), [money(`FR${code(index)}`, 3.2e9 / (index + 1)), say('（快报）', ' (flash)')]]),
  }
}

function figureEntry(mark: FigureMark, lang: Lang): FigureEntry {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const claim = (row: number) => ({
    grade: 'B', giver: say('深圳市工业和信息化局（虚构）', 'Shenzhen bureau of industry (fictional)'),
    source: say(`月报表-2026-10.xlsx，运行，第${row}行，C列`, `returns-2026-10.xlsx, Operation, row ${row}, column C`), date: '2026-11-02', right: say('集群内', 'Cluster'),
  })
  const count = mark.figure === 'FH5CW' ? 203 : mark.missing ? 0 : 2
  return {
    figure: mark.figure, title: say(`指标 ${mark.figure}`, `Indicator ${mark.figure}`), value: mark.text,
    formula: mark.missing ? '' : say('Σ 在册主体营业收入', 'Σ revenue of member organisations'),
    claims: Array.from({ length: count }, (_, index) => claim(index + 4)),
  }
}

function say(...inlines: Inline[]): Block {
  return { kind: 'paragraph', origin: 'generated', inlines }
}

function write(...inlines: Inline[]): Block {
  return { kind: 'paragraph', origin: 'analyst', inlines }
}

function code(index: number): string {
  return index.toString(36).toUpperCase().padStart(3, '0')
}
