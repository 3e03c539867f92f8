import { lights, type Light } from '../../src/shared/calendar.ts'
import { useText } from './language.tsx'

/** How something stands against its date: symbol and word together. */
export function LightSign({ light }: { light: Light }) {
  const say = useText()
  return <span className="nowrap"><span aria-hidden="true">{lights[light].symbol}</span> {say(lights[light])}</span>
}
