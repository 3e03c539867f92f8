import { defineWords } from '../parts/language.tsx'

export const signInWords = defineWords({
  title: { zh: '登录', en: 'Sign in' },
  lead: { zh: '用账号密码登录，或打开管理员给您的一次性链接。', en: 'Sign in with your password, or open the one-time link your administrator gave you.' },
  email: { zh: '邮箱', en: 'Email' },
  password: { zh: '密码', en: 'Password' },
  signIn: { zh: '登录', en: 'Sign in' },
  byLink: { zh: '正在用一次性链接登录', en: 'Signing in by the one-time link' },
  linkFailed: { zh: '这个链接不能再用', en: 'This link can no longer be used' },
  linkFailedWhat: { zh: '一次性链接只能用一次，且会过期。请向管理员再要一个，或用密码登录。', en: 'A one-time link works once and expires. Ask your administrator for another, or sign in with your password.' },
  newTitle: { zh: '新建集群', en: 'New cluster' },
  newLead: { zh: '为您的集群起名。之后导入现有的表格，主体库和图谱就会建立起来。', en: 'Name your cluster. Then drop in the sheets you have; the registry and the map are built from them.' },
  name: { zh: '集群名称', en: 'Name of the cluster' },
  nameEn: { zh: '英文名称（可选）', en: 'English name (optional)' },
  id: { zh: '标识', en: 'Identifier' },
  idWhat: { zh: '小写字母、数字和连字符，用于地址栏和命令行', en: 'Lower-case letters, digits and hyphens; used in the address bar and the terminal' },
  idWrong: { zh: '只能用小写字母、数字和连字符，以字母或数字开头', en: 'Only lower-case letters, digits and hyphens, starting with a letter or digit' },
  region: { zh: '地区代码（可选）', en: 'Region code (optional)' },
  regionWhat: { zh: 'GB/T 2260 六位代码，例如 440000', en: 'Six digits of GB/T 2260, such as 440000' },
  create: { zh: '建立集群', en: 'Create the cluster' },
})
