import { classNames } from "../ui/classNames";
import { Exhibit, Hall } from "./Exhibit";

const surfaces = ["bg-surface", "bg-raised", "bg-sunken", "bg-hover", "bg-selected"] as const;
const tones = [
  "bg-accent",
  "bg-accent-hover",
  "bg-accent-soft",
  "bg-copper",
  "bg-copper-soft",
  "bg-slate-ink",
  "bg-slate-soft",
  "bg-danger",
  "bg-danger-soft",
] as const;
const inks = [
  "text-ink",
  "text-ink-soft",
  "text-ink-faint",
  "text-accent-ink",
  "text-copper-ink",
  "text-danger-ink",
] as const;
const sizes = [
  "text-3xl",
  "text-2xl",
  "text-xl",
  "text-lg",
  "text-base",
  "text-sm",
  "text-xs",
  "text-2xs",
] as const;
const corners = ["rounded-xs", "rounded-sm", "rounded-md", "rounded-lg", "rounded-xl"] as const;
const shadows = ["shadow-xs", "shadow-pop", "shadow-modal"] as const;

/** What all components are made of; the values are in app/globals.css. */
export function Tokens() {
  return (
    <Hall title="Tokens">
      <Exhibit title="Surfaces">{surfaces.map(swatch)}</Exhibit>
      <Exhibit title="Tones">{tones.map(swatch)}</Exhibit>
      <Exhibit title="Ink">
        {inks.map((ink) => (
          <span key={ink} className={ink}>
            {ink}
          </span>
        ))}
      </Exhibit>
      <Exhibit title="Type">
        <div className="flex flex-col gap-1">
          {sizes.map((size) => (
            <span key={size} className={size}>
              {size} The hall stands open
            </span>
          ))}
        </div>
      </Exhibit>
      <Exhibit title="Corners">
        {corners.map((corner) => (
          <Box key={corner} name={corner} className={classNames("border border-line-strong", corner)} />
        ))}
      </Exhibit>
      <Exhibit title="Shadows">
        {shadows.map((shadow) => (
          <Box key={shadow} name={shadow} className={classNames("rounded-md bg-raised", shadow)} />
        ))}
      </Exhibit>
    </Hall>
  );
}

function swatch(name: string) {
  return (
    <span key={name} className="flex items-center gap-1.5 text-xs text-ink-soft">
      <span aria-hidden className={classNames("size-8 rounded-md border border-line", name)} />
      {name.slice(3)}
    </span>
  );
}

function Box({ name, className }: { name: string; className: string }) {
  return (
    <span className={classNames("grid h-12 w-28 place-items-center text-xs text-ink-soft", className)}>
      {name}
    </span>
  );
}
