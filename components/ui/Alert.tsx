import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./classNames";

const alertClass =
  "flex items-start gap-2.5 rounded-md px-3 py-2.5 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0";

const tones = {
  danger: { className: "bg-danger-soft text-danger-ink", Icon: CircleAlert },
  warning: { className: "bg-copper-soft text-copper-ink", Icon: TriangleAlert },
};

interface AlertProps {
  tone?: keyof typeof tones;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Announced at once when it is an error, and at the next pause otherwise. */
export function Alert({ tone = "danger", children, action, className }: AlertProps) {
  const { className: toneClass, Icon } = tones[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={classNames(alertClass, toneClass, className)}
    >
      <Icon aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
