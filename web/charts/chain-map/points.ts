import { toScreen, type Camera } from './camera.ts'
import { stateKeys, type ChainMap, type Places } from './read-map.ts'
import { paintMark, unknownState, type Theme } from './theme.ts'

/** Points of many nodes, drawn by the graphics card in one call: only the camera changes from picture to picture. */
export type Points = {
  setNodes: (map: ChainMap, places: Places) => void
  setTheme: (theme: Theme) => void
  draw: (camera: Camera, alpha: number) => void
  clear: () => void
  close: () => void
}

/** Opens the painter on a canvas; undefined where there is no WebGL 2, or only one that is emulated in software. */
export function openPoints(canvas: HTMLCanvasElement): Points | undefined {
  const gl = hasGraphicsCard() ? canvas.getContext('webgl2', { antialias: false, alpha: true, premultipliedAlpha: true }) : null
  if (!gl) return undefined
  const program = makeProgram(gl)
  if (!program) return undefined
  const at = (name: string) => gl.getUniformLocation(program, name)
  const uniforms = { origin: at('origin'), scale: at('scale'), view: at('view'), ratio: at('ratio'), alpha: at('alpha'), colors: at('colors'), marks: at('marks') }
  const buffer = gl.createBuffer()
  let count = 0
  gl.useProgram(program)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  return {
    setNodes(map, places) {
      const data = pack(map, places)
      count = data.length / 4
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW)
      pointAttributes(gl, program)
    },
    setTheme(theme) {
      gl.uniform3fv(uniforms.colors, theme.states.flatMap(channelsOf))
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlasOf(theme))
      gl.generateMipmap(gl.TEXTURE_2D)
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
      gl.uniform1i(uniforms.marks, 0)
    },
    draw(camera, alpha) {
      const ratio = canvas.width / camera.view.width
      const [left, top] = toScreen(camera, 0.5, 0.5)
      gl.viewport(0, 0, canvas.width, canvas.height)
      gl.clear(gl.COLOR_BUFFER_BIT)
      gl.uniform2f(uniforms.origin, left, top)
      gl.uniform2f(uniforms.scale, camera.scaleX, camera.scaleY)
      gl.uniform2f(uniforms.view, camera.view.width, camera.view.height)
      gl.uniform1f(uniforms.ratio, ratio)
      gl.uniform1f(uniforms.alpha, alpha)
      gl.drawArrays(gl.POINTS, 0, count)
    },
    clear() {
      gl.clear(gl.COLOR_BUFFER_BIT)
    },
    close() {
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

let known: boolean | undefined

/** Whether WebGL runs on hardware; tried on a canvas of its own, since a canvas keeps the first kind of context it was asked for. */
function hasGraphicsCard(): boolean {
  if (known !== undefined) return known
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  const renderer = gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : ''
  gl?.getExtension('WEBGL_lose_context')?.loseContext()
  known = gl !== null && !/swiftshader|llvmpipe|software|basic render/i.test(renderer)
  return known
}

/** x, y, state, size of each node that stands somewhere. */
function pack({ count, states, sizes }: ChainMap, { x, y }: Places): Float32Array<ArrayBuffer> {
  const data = new Float32Array(count * 4)
  let place = 0
  for (let n = 0; n < count; n++) {
    if (Number.isNaN(x[n]!)) continue
    data[place++] = x[n]!
    data[place++] = y[n]!
    data[place++] = states[n]!
    data[place++] = sizes[n]!
  }
  return data.subarray(0, place)
}

// The size follows `markSize` of the scene, so that what is clicked is what is drawn.
const vertexShader = `#version 300 es
in vec4 node;
uniform vec2 origin, scale, view;
uniform float ratio;
uniform vec3 colors[${stateKeys.length}];
out vec3 color;
flat out float state, pixels;
void main() {
  vec2 at = origin + node.xy * scale;
  float room = min(scale.x, scale.y);
  pixels = min(room <= 4.0 ? max(1.5, room) : room * (0.5 + 0.42 * node.w), 22.0) * ratio;
  state = node.z;
  color = colors[int(node.z)];
  gl_Position = vec4(at.x / view.x * 2.0 - 1.0, 1.0 - at.y / view.y * 2.0, 0.0, 1.0);
  gl_PointSize = pixels;
}`

const fragmentShader = `#version 300 es
precision mediump float;
in vec3 color;
flat in float state, pixels;
uniform float alpha;
uniform sampler2D marks;
out vec4 drawn;
void main() {
  if (pixels < 5.0) {
    float strength = state == ${unknownState}.0 ? 0.55 : 1.0;
    drawn = vec4(color, 1.0) * alpha * strength;
  } else drawn = texture(marks, vec2((state + gl_PointCoord.x) / ${stateKeys.length}.0, gl_PointCoord.y)) * alpha;
}`

function makeProgram(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram()
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]] as const) {
    const shader = gl.createShader(kind)
    if (!shader) return undefined
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : undefined
}

function pointAttributes(gl: WebGL2RenderingContext, program: WebGLProgram): void {
  const node = gl.getAttribLocation(program, 'node')
  gl.enableVertexAttribArray(node)
  gl.vertexAttribPointer(node, 4, gl.FLOAT, false, 0, 0)
}

const side = 64

/** The marks of all states side by side. */
function atlasOf(theme: Theme): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = side * stateKeys.length
  canvas.height = side
  const ctx = canvas.getContext('2d', { willReadFrequently: true })
  if (!ctx) throw new Error('This browser cannot draw on a canvas')
  for (const state of stateKeys.keys()) {
    ctx.setTransform(1, 0, 0, 1, state * side + 3, 3)
    paintMark(ctx, theme, state, side - 6)
  }
  const image = ctx.getImageData(0, 0, canvas.width, canvas.height)
  premultiply(image.data)
  return image
}

function premultiply(data: Uint8ClampedArray): void {
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) data[i + c] = (data[i + c]! * data[i + 3]!) / 255
}

/** A colour of the tokens as three fractions. */
function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
}
