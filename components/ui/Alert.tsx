import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./classNames";

const alert = cva(
  "flex items-start gap-2.5 rounded-md px-3 py-2.5 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        danger: "bg-danger-soft text-danger-ink",
        warning: "bg-copper-soft text-copper-ink",
      },
    },
    defaultVariants: { tone: "danger" },
  },
);

const icons = { danger: CircleAlert, warning: TriangleAlert };

interface AlertProps extends VariantProps<typeof alert> {
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Announced at once when it is an error, and at the next pause otherwise. */
export function Alert({ tone, children, action, className }: AlertProps) {
  const Icon = icons[tone ?? "danger"];
  return (
    <div
      role={(tone ?? "danger") === "danger" ? "alert" : "status"}
      className={classNames(alert({ tone }), className)}
    >
      <Icon aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
