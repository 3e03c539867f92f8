import type { Text } from '../../shared/vocabulary.ts'

/** ISO 3166-1: alpha-2 and alpha-3 side by side. */
const iso =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR ' +
  'BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV ' +
  'CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ' +
  'ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ ' +
  'GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA ' +
  'JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO ' +
  'LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS ' +
  'MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG ' +
  'PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP ' +
  'SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL ' +
  'TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT ' +
  'WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE'

/** Labels where the common tables say it otherwise than this market does. */
const ownLabels: Record<string, Text> = {
  HKG: { zh: '中国香港', en: 'Hong Kong, China' },
  MAC: { zh: '中国澳门', en: 'Macao, China' },
  TWN: { zh: '中国台湾', en: 'Taiwan, China' },
}

/** Names in use beside the official ones, and known misspellings of codes. */
const otherNames: Record<string, readonly string[]> = {
  ARE: ['UAE', '阿联酋', 'Emirates'],
  BIH: ['波黑', 'Bosnia'],
  BRN: ['Brunei', '文莱'],
  CHE: ['瑞士', 'Swiss', 'Schweiz'],
  CHN: ['中国', '中国大陆', '中国内地', '内地', '中华人民共和国', 'China', "People's Republic of China", 'PRC', 'P.R. China', 'PR China', 'Mainland China', '国产'],
  CIV: ['科特迪瓦', 'Ivory Coast'],
  COD: ['刚果金', '刚果（金）', '刚果民主共和国', 'DR Congo', 'DRC', 'Democratic Republic of the Congo'],
  COG: ['刚果布', '刚果（布）', 'Republic of the Congo', 'Congo'],
  CZE: ['捷克', '捷克共和国', 'Czech Republic', 'Czechia'],
  DEU: ['德国', 'Federal Republic of Germany', 'Deutschland'],
  ESP: ['España', 'Espana'],
  FRA: ['法兰西'],
  GBR: ['英国', 'UK', 'U.K.', 'Great Britain', 'Britain', 'England', 'Scotland', '大不列颠'],
  HKG: ['香港', '香港特别行政区', '中国香港', '中华人民共和国香港特别行政区', 'Hong Kong', 'HongKong', 'Hong Kong SAR', 'Hong Kong, China'],
  IRN: ['Iran', '伊朗', 'Islamic Republic of Iran'],
  ITA: ['Italia'],
  JPN: ['Nippon', '日本国'],
  KOR: ['韩国', '南韩', '大韩民国', 'South Korea', 'Korea', 'Republic of Korea', 'ROK', 'Korea, Republic of', 'Korea, South'],
  LAO: ['Laos', '老挝'],
  MAC: ['澳门', '澳门特别行政区', '中国澳门', '中华人民共和国澳门特别行政区', 'Macau', 'Macao', 'Macao SAR', 'Macao, China'],
  MDA: ['Moldova'],
  MEX: ['México'],
  MKD: ['Macedonia', '马其顿'],
  MMR: ['Burma', 'Myanmar', '缅甸'],
  MYS: ['MAL', '马来西亚', '大马'],
  NLD: ['荷兰', 'Holland', 'The Netherlands', 'Nederland'],
  NOR: ['Norge'],
  PRK: ['朝鲜', '北朝鲜', 'North Korea', 'DPRK', 'Korea, North'],
  PSE: ['巴勒斯坦', 'Palestine'],
  RUS: ['俄罗斯', '俄国', '俄罗斯联邦', 'Russian Federation'],
  SAU: ['沙特', '沙特阿拉伯', 'KSA'],
  SGP: ['新加坡', '星加坡'],
  SWE: ['Sverige'],
  SYR: ['叙利亚', 'Syria'],
  TUR: ['土耳其', 'Turkey', 'Türkiye'],
  TWN: ['台湾', '中国台湾', '台湾省', '台湾地区', '中国台湾省', '中国台湾地区', 'Taiwan', 'Taiwan, China', 'Chinese Taipei', 'Taiwan, Province of China'],
  TZA: ['Tanzania'],
  USA: ['美国', '美利坚合众国', 'U.S.', 'U.S.A.', 'US', 'United States of America', 'America', 'The United States'],
  VAT: ['梵蒂冈', 'Vatican'],
  VEN: ['Venezuela'],
  VNM: ['越南', 'Viet Nam', 'Vietnam'],
}

const alpha3ByAlpha2 = new Map(iso.split(' ').map((pair) => [pair.slice(0, 2), pair.slice(2)]))
const alpha2ByAlpha3 = new Map([...alpha3ByAlpha2].map(([alpha2, alpha3]) => [alpha3, alpha2]))
const display = { zh: new Intl.DisplayNames('zh-Hans', { type: 'region' }), en: new Intl.DisplayNames('en', { type: 'region' }) }
const shortNames = new Set(['us', 'usa', 'uk', 'uae', 'prc'])
const byName = indexNames()

/** The ISO 3166 alpha-3 code that a code or a Chinese or English name means, or undefined: `US`, `U.S.`, `美国` → `USA`. */
export function findCountry(text: string): string | undefined {
  return byName.get(countryKey(text))
}

/** The same by name alone, for words inside a name: `in`, `no` or `per` are words there, not codes. */
export function findCountryName(text: string): string | undefined {
  const key = countryKey(text)
  return /^[a-z]{1,3}$/.test(key) && !shortNames.has(key) ? undefined : byName.get(key)
}

/** What a country is called, by its alpha-3 code; undefined for a code that does not exist. */
export function countryLabel(alpha3: string): Text | undefined {
  const own = ownLabels[alpha3]
  if (own) return own
  const alpha2 = alpha2ByAlpha3.get(alpha3)
  if (!alpha2) return undefined
  return { zh: display.zh.of(alpha2) ?? alpha3, en: display.en.of(alpha2) ?? alpha3 }
}

/** All alpha-3 codes in alphabetical order. */
export function listCountries(): string[] {
  return [...alpha2ByAlpha3.keys()].sort()
}

function indexNames(): Map<string, string> {
  const index = new Map<string, string>()
  for (const [alpha2, alpha3] of alpha3ByAlpha2) {
    const official = [display.zh.of(alpha2), display.en.of(alpha2)].filter((name) => name !== undefined)
    for (const name of [...official, ...(otherNames[alpha3] ?? [])]) index.set(countryKey(name), alpha3)
  }
  // Codes last: a code always means itself, whatever else is spelt like it.
  for (const [alpha2, alpha3] of alpha3ByAlpha2) index.set(countryKey(alpha2), alpha3).set(countryKey(alpha3), alpha3)
  return index
}

function countryKey(name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/^the\s+/, '').replace(/&/g, 'and').replace(/[^\p{L}\p{N}]/gu, '')
}
