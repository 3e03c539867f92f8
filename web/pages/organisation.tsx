import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { PageProps } from './index.ts'
import { countryLabel } from '../../src/shared/countries.ts'
import { formatCount, formatDate, formatNumber, formatPercent, formatPeriod } from '../../src/shared/format.ts'
import { actorTypes, circles, tiers } from '../../src/shared/vocabulary.ts'
import { ActorBadge, Confirm, Loaded, PageHead, StateBadge, Value, useAct, useCall, useCan, useLanguage, useRegion, useText, useWords, type Output } from '../parts/index.ts'
import { registryWords } from '../words/registry.ts'
import { MergeButton } from './organisation-merge.tsx'
import style from './organisation.module.css'

type Organisation = Output<'getOrganisation'>

export default function OrganisationPage({ params }: PageProps) {
  const t = useWords(registryWords)
  const query = useCall('getOrganisation', { params: { organisation: params['organisation'] } })
  return <Loaded query={query} head={<PageHead title={t.organisation} back={<Link href="/organisations">← {t.back}</Link>} />}>{(organisation) => <OrganisationView organisation={organisation} />}</Loaded>
}

function OrganisationView({ organisation }: { organisation: Organisation }) {
  const t = useWords(registryWords)
  const can = useCan()
  const region = useRegion()
  const place = organisation.city ?? organisation.region
  const lead = [place && region(place), organisation.industry && `${t.industry} ${organisation.industry}`].filter(Boolean).join(' · ')
  return (
    <>
      <PageHead
        title={organisation.name} back={<Link href="/organisations">← {t.back}</Link>}
        lead={<span className="row">{organisation.actorType && <ActorBadge type={organisation.actorType} />}<span>{lead}</span></span>}
        action={can('analyst') && <MergeButton into={organisation} />}
      />
      <div className={style.layout}>
        <Facts organisation={organisation} />
        <div className={style.side}>
          <Supplied organisation={organisation} />
          <Observations organisation={organisation} />
          <Names organisation={organisation} />
          <Merged organisation={organisation} />
        </div>
      </div>
    </>
  )
}

function Facts({ organisation: o }: { organisation: Organisation }) {
  const t = useWords(registryWords)
  const say = useText()
  const { lang } = useLanguage()
  const country = useCountry()
  const region = useRegion()
  const money = (value: number | null) => (value === null ? null : formatNumber(value, { lang, unit: 'yuan' }))
  const degrees = (value: number | null) => (value === null ? null : `${Number(value.toFixed(6))}°`)
  const fields: [keyof typeof t & string, ReactNode][] = [
    ['name', o.name], ['shortName', o.shortName], ['englishName', o.englishName], ['formerNames', o.formerNames], ['otherNames', o.otherNames],
    ['creditCode', o.creditCode], ['stockCode', o.stockCode], ['code', o.code],
    ['actorType', o.actorType && say(actorTypes[o.actorType])], ['tier', o.tier && say(tiers[o.tier])], ['circle', o.circle && say(circles[o.circle])],
    ['region', o.region && region(o.region)], ['city', o.city && region(o.city)], ['country', o.country && country(o.country)], ['address', o.address], ['longitude', degrees(o.longitude)], ['latitude', degrees(o.latitude)], ['industry', o.industry],
    ['established', o.established && formatDate(o.established)], ['revenue', money(o.revenue)], ['researchSpending', money(o.researchSpending)],
    ['employees', o.employees === null ? null : formatCount(o.employees)], ['website', o.website], ['note', o.note],
  ]
  return (
    <section>
      <h2 className={style.head}>{t.facts}</h2>
      <dl className={style.facts}>
        {fields.map(([key, shown]) => (
          <div key={key}><dt>{key === 'region' ? t.regionName : t[key] as string}</dt><dd><Value at={`organisation:${o.id}:${key}`} mark={o.marks[key]}>{shown}</Value></dd></div>
        ))}
      </dl>
    </section>
  )
}

function Supplied({ organisation: { id, supplied, suppliedTotal } }: { organisation: Organisation }) {
  const t = useWords(registryWords)
  const country = useCountry()
  const seesAll = useCan()('analyst')
  const yes = (value: boolean | null) => (value === null ? null : value ? t.true : t.false)
  const share = (value: number | null) => (value === null ? null : formatPercent(value))
  return (
    <section>
      <h2 className={style.head}>{t.suppliedTitle} {(suppliedTotal > 0 || seesAll) && <span className="muted">{formatCount(suppliedTotal)}</span>}</h2>
      {supplied.length === 0 ? <p className="muted">{seesAll ? t.suppliedNone : t.suppliedNoneSeen}</p> : (
        <div className="plain-box">
          <table className="plain">
            <thead><tr><th scope="col">{t.node}</th><th scope="col">{t.state}</th><th scope="col" className="number">{t.share}</th><th scope="col" className="number">{t.revenueShare}</th><th scope="col">{t.origin}</th><th scope="col">{t.owner}</th><th scope="col">{t.qualified}</th></tr></thead>
            <tbody>
              {supplied.map((item) => {
                const at = (field: string) => `supplies:${id}:${item.nodeId}:${field}`
                return (
                  <tr key={item.nodeId}>
                    <th scope="row" className={style.rowHead}><Link href={`/map/node/${item.nodeId}`}>{item.node}</Link></th>
                    <td><Value at={`node:${item.nodeId}:state`}>{isState(item.state) ? <StateBadge state={item.state} /> : null}</Value></td>
                    <td className="number"><Value at={at('share')} mark={item.marks['share']}>{share(item.share)}</Value></td>
                    <td className="number"><Value at={at('revenueShare')} mark={item.marks['revenueShare']}>{share(item.revenueShare)}</Value></td>
                    <td><Value at={at('origin')} mark={item.marks['origin']}>{item.origin && country(item.origin)}</Value></td>
                    <td><Value at={at('owner')} mark={item.marks['owner']}>{item.owner}</Value></td>
                    <td><Value at={at('qualified')} mark={item.marks['qualified']}>{yes(item.qualified)}</Value></td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {suppliedTotal > supplied.length && <p className="muted small">{t.suppliedShown(formatCount(supplied.length), formatCount(suppliedTotal))}</p>}
    </section>
  )
}

/** A country by its name in the language of the screen; what is no code stays as it is written. */
function useCountry(): (code: string) => string {
  const say = useText()
  return (code) => { const label = countryLabel(code); return label ? say(label) : code }
}

type State = Parameters<typeof StateBadge>[0]['state']
function isState(state: string | null): state is State {
  return state !== null && /^(broken|choke|bottleneck|weak|strength|ordinary|unknown)$/.test(state)
}

function Observations({ organisation: { id, observations } }: { organisation: Organisation }) {
  const t = useWords(registryWords)
  const { lang } = useLanguage()
  if (observations.length === 0) return null
  return (
    <section>
      <h2 className={style.head}>{t.observations}</h2>
      <div className="plain-box">
        <table className="plain">
          <thead><tr><th scope="col">{t.indicator}</th><th scope="col">{t.period}</th><th scope="col" className="number">{t.value}</th></tr></thead>
          <tbody>
            {observations.map((item) => (
              <tr key={`${item.indicatorId} ${item.period}`}>
                <th scope="row" className={style.rowHead}>{item.indicator}</th><td>{formatPeriod(item.period, lang)}</td>
                <td className="number"><Value at={`observation:organisation:${id}:${item.indicatorId}:${item.period}`}>{item.value === null ? null : formatNumber(item.value, { lang, unit: item.unit ?? '' })}</Value></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Names({ organisation: { names } }: { organisation: Organisation }) {
  const t = useWords(registryWords)
  const titles: Record<string, string> = { name: t.name, shortName: t.shortName, englishName: t.englishName, formerNames: t.formerNames, formerName: t.formerNames, otherNames: t.otherNames, otherName: t.otherNames, creditCode: t.creditCode, uscc: t.creditCode, stockCode: t.stockCode, stock: t.stockCode, code: t.code }
  if (names.length === 0) return null
  return (
    <section>
      <h2 className={style.head}>{t.names}</h2>
      <table className="plain">
        <thead className="visually-hidden"><tr><th scope="col">{t.scheme}</th><th scope="col">{t.value}</th></tr></thead>
        <tbody>{names.map(({ scheme, value }) => <tr key={`${scheme} ${value}`}><td className="muted nowrap">{titles[scheme] ?? scheme}</td><td>{value}</td></tr>)}</tbody>
      </table>
    </section>
  )
}

function Merged({ organisation: { merged } }: { organisation: Organisation }) {
  const t = useWords(registryWords)
  const can = useCan()
  const [asking, setAsking] = useState<Organisation['merged'][number] | null>(null)
  const undo = useAct('undoMerge', { onDone: () => setAsking(null) })
  if (merged.length === 0) return null
  return (
    <section>
      <h2 className={style.head}>{t.merged}</h2>
      <ul className={style.list}>
        {merged.map((item) => (
          <li key={item.merge}>
            <span>{item.name} <span className="muted small">{t.mergedAt(formatDate(item.mergedAt))}</span></span>
            {can('analyst') && <Button size="compact-sm" variant="default" onClick={() => setAsking(item)}>{t.unmerge}</Button>}
          </li>
        ))}
      </ul>
      {asking && <Confirm opened onClose={() => setAsking(null)} title={t.unmerge} action={t.unmerge} pending={undo.isPending} error={undo.error} onConfirm={() => undo.mutate({ params: { merge: asking.merge } })}>{t.unmergeWhat(asking.name)}</Confirm>}
    </section>
  )
}
