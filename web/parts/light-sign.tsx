import { lights, type Light } from '../../src/shared/calendar.ts'
import { useText } from './language.tsx'
import style from './light-sign.module.css'

/** How something stands against its date: symbol and word together; `short` keeps the word for those who hear the page. */
export function LightSign({ light, short = false }: { light: Light; short?: boolean }) {
  const say = useText()
  return <span className={style.light} data-light={light}><span aria-hidden="true">{lights[light].symbol}</span><span className={short ? 'visually-hidden' : undefined}> {say(lights[light])}</span></span>
}
