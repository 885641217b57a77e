"use client";

import type { ReactNode } from "react";
import { Skeleton } from "../ui/Skeleton";
import { Frame } from "./Frame";
import type { NavigationEntry } from "./Navigation";

/** The frame while nobody is known yet: of the same size, so that nothing moves when they are. */
export function QuietFrame({
  entries,
  children,
}: {
  entries: readonly NavigationEntry[];
  children: ReactNode;
}) {
  return (
    <Frame
      entries={entries}
      organization={
        <span className="flex items-center gap-2.5 px-2">
          <Skeleton className="size-6" />
          <Skeleton className="h-4 w-28" />
        </span>
      }
      tools={<Skeleton round className="mx-1 size-7" />}
      notice={null}
    >
      {children}
    </Frame>
  );
}
