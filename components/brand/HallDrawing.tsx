const ARCH_COUNT = 7;
const ARCH_WIDTH = 64;
const LEFT = 56;

/** A guild hall in elevation, drawn in lines of the current color. Decoration only. */
export function HallDrawing({ className }: { className?: string }) {
  const arches = Array.from({ length: ARCH_COUNT }, (_, index) => LEFT + index * ARCH_WIDTH);
  const right = LEFT + ARCH_COUNT * ARCH_WIDTH;
  const middle = (LEFT + right) / 2;
  return (
    <svg
      viewBox="0 0 560 300"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      aria-hidden
      className={className}
    >
      <g strokeOpacity="0.9">
        <path d={`M${LEFT - 16} 132 ${middle} 44 ${right + 16} 132Z`} />
        <path d={`M${LEFT + 20} 124 ${middle} 58 ${right - 20} 124Z`} strokeOpacity="0.45" />
        <circle cx={middle} cy="98" r="15" />
        <circle cx={middle} cy="98" r="9" strokeOpacity="0.45" />
        <path d={`M${middle} 44V20m0 2h20l-5 5 5 5h-20`} />
        <path d={`M${LEFT - 16} 132v12h${right - LEFT + 32}v-12M${LEFT - 8} 144v8h${right - LEFT + 16}v-8`} />
      </g>
      {arches.map((x) => (
        <Arch key={x} x={x} open={x + ARCH_WIDTH / 2 === middle} />
      ))}
      <g strokeOpacity="0.9">
        <path
          d={`M${LEFT - 8} 258h${right - LEFT + 16}M${LEFT - 20} 266h${right - LEFT + 40}M${LEFT - 32} 274h${right - LEFT + 64}`}
        />
        <path d="M4 282h552" />
      </g>
    </svg>
  );
}

function Arch({ x, open }: { x: number; open: boolean }) {
  const inner = x + 10;
  const width = ARCH_WIDTH - 20;
  const radius = width / 2;
  const outline = `M${inner} 258v-62a${radius} ${radius} 0 0 1 ${width} 0v62`;
  return (
    <g strokeOpacity="0.75">
      <path d={`M${x} 152v106M${x + ARCH_WIDTH} 152v106`} strokeOpacity="0.45" />
      <path d={outline} {...(open ? { fill: "currentColor", fillOpacity: 0.16 } : {})} />
      <path
        d={`M${inner + 6} 258v-60a${radius - 6} ${radius - 6} 0 0 1 ${width - 12} 0v60M${inner} 196h${width}M${x + ARCH_WIDTH / 2} ${196 - radius + 6}V258`}
        strokeOpacity="0.32"
      />
    </g>
  );
}
