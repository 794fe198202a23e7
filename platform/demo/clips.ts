/**
 * The demo clips: what they show, sound like and say. `make-media.ts` turns this into files.
 * Expressions are ffmpeg's; a comma inside one is escaped, since an unescaped comma separates filters.
 */

/** One caption; `from` and `to` in seconds from the start of the clip. */
export interface Cue {
  from: number
  to: number
  ko: string
  en: string
}

export interface Clip {
  /** Name of the folder, kebab-case. */
  name: string
  title: string
  /** A multiple of 8: then both the 4 s segments and the AAC frames (1024 samples at 48 kHz) come out even. */
  seconds: number
  /** Filter graph that ends in `[picture]`, WIDTH x HEIGHT at FRAMES_PER_SECOND; may read the sound as `[tone]`. */
  picture: string
  /** aevalsrc expression of one channel, `t` in seconds. Kept well under 1: nobody expects a demo to be loud. */
  sound: string
  /** Words in the picture, top left, each from its second until the next one's. */
  labels: ReadonlyArray<{ from: number; text: string }>
  /** x264 constant rate factor, chosen by eye and by size. */
  crf: number
  cues: readonly Cue[]
}

export const WIDTH = 854
export const HEIGHT = 480
/** 25, for a frame is then whole milliseconds and a player that rounds down still ends at 0:32, not at 0:31. */
export const FRAMES_PER_SECOND = 25

const SIZE = `${WIDTH}x${HEIGHT}`

/** A still picture of `shape` (geq alpha expression, 0 to 255), drawn once and repeated because geq is slow. */
const still = (name: string, colour: string, size: string, shape: string) =>
  `color=c=${colour}:s=${size}:r=${FRAMES_PER_SECOND}:d=0.04,format=yuva444p,` +
  `geq=lum=lum(X\\,Y):cb=cb(X\\,Y):cr=cr(X\\,Y):a=255*clip(${shape}\\,0\\,1),` +
  `loop=-1:1,setpts=N/${FRAMES_PER_SECOND}/TB[${name}]`

// A turn takes 8 s. The second dot draws: its trace is a strip as long as all 32 s (40 px a second, 320 px a turn) that
// comes out to the right from behind the panel on the left.
const orbit = [
  still("ring", "0x9fb3c8", "300x300", "2-abs(hypot(X-150\\,Y-150)-120)"),
  still("trace", "0x7bdff2", "1280x264", "2.2-abs(Y-132-120*sin(2*PI*X/320))/hypot(1\\,2.36*cos(2*PI*X/320))"),
  still("first", "0xffd166", "36x36", "17-hypot(X-17.5\\,Y-17.5)"),
  still("second", "0xff7b72", "28x28", "13-hypot(X-13.5\\,Y-13.5)"),
  `color=c=0x17465f:s=${SIZE}:r=${FRAMES_PER_SECOND}[ground]`,
  `[ground][trace]overlay=x=374-1280+40*t:y=108[traced]`,
  `[traced]drawbox=x=0:y=0:w=374:h=ih:color=0x10243f:t=fill[panel]`,
  `[panel][ring]overlay=x=40:y=90[ringed]`,
  `[ringed][first]overlay=x=190-18+120*cos(2*PI*t/8):y=240-18-120*sin(2*PI*t/8)[dotted]`,
  `[dotted][second]overlay=x=374-14:y=240-14-120*sin(2*PI*t/8)[picture]`,
].join(";")

// Four rows a second, a cell is 4 x 4 pixels; 96 rows in all, so nothing scrolls and the lowest part stays free.
const triangle =
  `cellauto=rule=90:s=214x120:r=4:pattern=@:start_full=0:stitch=0,format=rgb24,` +
  `lutrgb=r=if(val\\,244\\,22):g=if(val\\,162\\,32):b=if(val\\,97\\,50),` +
  `scale=856:480:flags=neighbor,crop=${SIZE.replace("x", ":")},fps=${FRAMES_PER_SECOND}[picture]`

// Computed at twice the size and softened: the seam of the set is finer than any pixel and would flicker. Half
// the pictures are enough for a zoom and cost half the bytes.
const mandelbrot =
  `mandelbrot=s=${WIDTH * 2}x${HEIGHT * 2}:r=${FRAMES_PER_SECOND / 2}:maxiter=100:start_x=-0.7453:start_y=0.1127:start_scale=3` +
  `:end_scale=0.03:end_pts=400:inner=black:outer=normalized_iteration_count,` +
  `hue=s=0.45,scale=${SIZE.replace("x", ":")}:flags=area,gblur=0.8,fps=${FRAMES_PER_SECOND}[picture]`

const NOTE_SECONDS = 4
/** C major from C4 to C5 in equal temperament with A4 = 440 Hz (ISO 16); `steps` are semitones above A4. */
const NOTES = [
  { name: "C4", steps: -9 },
  { name: "D4", steps: -7 },
  { name: "E4", steps: -5 },
  { name: "F4", steps: -4 },
  { name: "G4", steps: -2 },
  { name: "A4", steps: 0 },
  { name: "B4", steps: 2 },
  { name: "C5", steps: 3 },
].map(({ name, steps }) => ({ name, hertz: 440 * 2 ** (steps / 12) }))

const scale =
  `[tone]showcqt=s=${SIZE}:r=${FRAMES_PER_SECOND}:axis=0:axis_h=0:bar_h=300:sono_h=180:basefreq=130.8:endfreq=1100` +
  `:tc=0.33:bar_g=3:sono_g=3:bar_v=24:sono_v=24:cscheme=0.5|0.36|0.12|0.5|0.36|0.12[picture]`

/** Each note swells and fades away within its four seconds, so that the steps between notes do not click. */
const scaleSound =
  `0.16*pow(sin(PI*mod(t\\,${NOTE_SECONDS})/${NOTE_SECONDS})\\,0.6)*sin(2*PI*mod(t\\,${NOTE_SECONDS})*(` +
  NOTES.map(({ hertz }, index) => `${hertz.toFixed(3)}*eq(floor(t/${NOTE_SECONDS})\\,${index})`).join("+") +
  "))"

/** The clips by name; the order is that of the folders. */
export const CLIPS: readonly Clip[] = [
  {
    name: "circle-to-sine",
    title: "From the circle to the sine wave",
    seconds: 32,
    picture: orbit,
    // The pitch follows the height of the dot: 220 Hz in the middle, 60 Hz more at the top, 60 Hz less at the bottom.
    sound: `0.1*sin(2*PI*220*t-480*cos(2*PI*t/8))`,
    labels: [
      { from: 0, text: "one turn = 8 s" },
      { from: 8, text: "height = sin(angle)" },
      { from: 16, text: "period 8 s" },
      { from: 24, text: "frequency 1/8 Hz" },
    ],
    crf: 26,
    cues: [
      {
        from: 0.5,
        to: 4,
        ko: "노란 점이 원을 따라 일정한 빠르기로 돕니다.",
        en: "The yellow dot runs round the circle at a constant speed.",
      },
      {
        from: 4,
        to: 8,
        ko: "한 바퀴를 도는 데 정확히 8초가 걸립니다.",
        en: "One full turn takes exactly eight seconds.",
      },
      {
        from: 8,
        to: 12,
        ko: "빨간 점은 노란 점의 높이만 따라갑니다.",
        en: "The red dot copies only the height of the yellow one.",
      },
      {
        from: 12,
        to: 16,
        ko: "그 높이를 시간에 따라 그린 자취가 바로 사인 곡선입니다.",
        en: "Draw that height over time, and the trace is a sine wave.",
      },
      {
        from: 16,
        to: 20,
        ko: "이웃한 두 봉우리 사이가 한 주기, 곧 8초입니다.",
        en: "From one crest to the next is one period: eight seconds.",
      },
      {
        from: 20,
        to: 24,
        ko: "소리의 높낮이도 점의 높이를 따라 오르내립니다.",
        en: "Listen: the pitch goes up and down with the dot.",
      },
      {
        from: 24,
        to: 28,
        ko: "주파수는 주기의 역수이므로 8분의 1헤르츠입니다.",
        en: "Frequency is one over the period, so one eighth of a hertz.",
      },
      {
        from: 28,
        to: 31.5,
        ko: "점이 두 배로 빨리 돌면 곡선은 어떻게 바뀔까요?",
        en: "What would the curve look like if the dot ran twice as fast?",
      },
    ],
  },
  {
    name: "one-rule-triangle",
    title: "A triangle from one rule",
    seconds: 24,
    picture: triangle,
    // A short ping for every row, an octave higher for the rows 16, 32 and 64, where the pattern begins anew.
    sound:
      `0.14*exp(-16*mod(t\\,0.25))*sin(2*PI*mod(t\\,0.25)*` +
      `(392+392*(eq(floor(4*t)\\,16)+eq(floor(4*t)\\,32)+eq(floor(4*t)\\,64))))`,
    labels: [
      { from: 0, text: "rule 90" },
      { from: 4, text: "16 rows" },
      { from: 8, text: "32 rows" },
      { from: 16, text: "64 rows" },
    ],
    crf: 26,
    cues: [
      {
        from: 0.5,
        to: 4,
        ko: "칸 하나에서 시작해 1초에 네 줄씩 아래로 그려 갑니다.",
        en: "We start from a single cell and add four rows every second.",
      },
      {
        from: 4,
        to: 8,
        ko: "규칙은 하나뿐입니다. 윗줄의 왼쪽 칸과 오른쪽 칸을 봅니다.",
        en: "There is only one rule: look at the upper left and upper right cell.",
      },
      {
        from: 8,
        to: 12,
        ko: "둘 중 하나만 켜져 있으면 켜고, 아니면 끕니다. 배타적 논리합입니다.",
        en: "If exactly one of them is on, switch on; otherwise stay off. That is XOR.",
      },
      {
        from: 12,
        to: 16,
        ko: "파스칼의 삼각형에서 홀수만 칠해도 같은 그림이 나옵니다.",
        en: "Colour the odd numbers of Pascal's triangle and you get this very picture.",
      },
      {
        from: 16,
        to: 20,
        ko: "줄 수가 2의 거듭제곱이 될 때마다 무늬가 처음부터 되풀이됩니다.",
        en: "Whenever the row number is a power of two, the pattern begins again.",
      },
      {
        from: 20,
        to: 23.5,
        ko: "단순한 규칙이 복잡한 모양을 만들어 냅니다.",
        en: "A simple rule is enough to build a complicated shape.",
      },
    ],
  },
  {
    name: "mandelbrot-zoom",
    title: "Into the edge of the Mandelbrot set",
    seconds: 32,
    picture: mandelbrot,
    // A fifth and an octave on a low A, the octave a little sharp: the two beat slowly against each other.
    sound: `0.05*(sin(2*PI*110*t)+sin(2*PI*165*t)+0.7*sin(2*PI*220.25*t))*min(1\\,min(t\\,32-t))`,
    labels: [{ from: 0, text: "z -> z*z + c" }],
    crf: 32,
    cues: [
      {
        from: 0.5,
        to: 4,
        ko: "화면의 점 하나하나가 복소수 c 하나를 나타냅니다.",
        en: "Every point of this picture stands for one complex number c.",
      },
      {
        from: 4,
        to: 8,
        ko: "0에서 시작해 제곱하고 c를 더하는 일을 되풀이합니다.",
        en: "Start at zero, square, add c, and do it again and again.",
      },
      {
        from: 8,
        to: 12,
        ko: "지금 두 둥근 덩어리 사이의 골짜기로 들어가고 있습니다.",
        en: "We are heading into the valley between the two round bodies.",
      },
      {
        from: 12,
        to: 16,
        ko: "아무리 되풀이해도 멀리 달아나지 않으면 검게 칠합니다.",
        en: "If the value never runs away, the point is painted black.",
      },
      {
        from: 16,
        to: 20,
        ko: "달아나는 점의 색은 몇 번 만에 달아났는지를 뜻합니다.",
        en: "For the others, the colour tells how many steps it took to escape.",
      },
      {
        from: 20,
        to: 24,
        ko: "가까이 갈수록 경계에서 새로운 모양이 나타납니다.",
        en: "The closer we come, the more shapes appear along the edge.",
      },
      {
        from: 24,
        to: 28,
        ko: "아무리 확대해도 경계는 매끈해지지 않습니다.",
        en: "However far you zoom, the edge never becomes smooth.",
      },
      {
        from: 28,
        to: 31.5,
        ko: "끝날 무렵에는 처음의 백 배까지 확대됩니다.",
        en: "By the end, the picture is magnified a hundred times.",
      },
    ],
  },
  {
    name: "major-scale",
    title: "The C major scale, seen and heard",
    seconds: NOTES.length * NOTE_SECONDS,
    picture: scale,
    sound: scaleSound,
    labels: NOTES.map(({ name, hertz }, index) => ({
      from: index * NOTE_SECONDS,
      text: `${name}  ${hertz.toFixed(1)} Hz`,
    })),
    crf: 28,
    cues: [
      { from: 0.5, to: 4, ko: "도. 약 262헤르츠에서 시작합니다.", en: "C, or do. We start at about 262 hertz." },
      { from: 4, to: 8, ko: "레. 온음 하나를 올라왔습니다.", en: "D, or re. One whole tone higher." },
      { from: 8, to: 12, ko: "미. 다시 온음 하나입니다.", en: "E, or mi. Another whole tone." },
      {
        from: 12,
        to: 16,
        ko: "파. 이번에는 반음입니다. 막대가 조금만 움직였지요?",
        en: "F, or fa. Only a semitone: see how little the bar moved?",
      },
      {
        from: 16,
        to: 20,
        ko: "솔. 으뜸음에서 완전 5도 위입니다.",
        en: "G, or sol. A perfect fifth above the first note.",
      },
      {
        from: 20,
        to: 24,
        ko: "라. 악기를 조율할 때 쓰는 440헤르츠입니다.",
        en: "A, or la. The 440 hertz that orchestras tune to.",
      },
      {
        from: 24,
        to: 28,
        ko: "시. 으뜸음으로 가고 싶어 하는 이끎음입니다.",
        en: "B, or ti. The leading note, which wants to go home.",
      },
      {
        from: 28,
        to: 31.5,
        ko: "높은 도. 주파수가 처음의 두 배, 한 옥타브 위입니다.",
        en: "C again. Twice the frequency we began with: one octave up.",
      },
    ],
  },
]
