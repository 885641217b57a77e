"use client";

import { ThemeMenu } from "../shell/ThemeMenu";
import { ToastProvider } from "../ui/Toast";
import { Controls } from "./Controls";
import { Fields } from "./Fields";
import { Overlays } from "./Overlays";
import { States } from "./States";
import { Tables } from "./Tables";
import { Tokens } from "./Tokens";

/** The design language on one page: tokens first, then every component in its states. English, for its makers only. */
export function Gallery() {
  return (
    <ToastProvider>
      <div className="min-h-dvh bg-surface">
        <header className="sticky top-0 z-10 flex h-(--bar-height) items-center border-b bg-surface px-4 sm:px-8">
          <h1 className="text-lg font-semibold tracking-tight">Components</h1>
          <span className="ml-auto" />
          <ThemeMenu />
        </header>
        <main id="content" className="mx-auto flex max-w-5xl flex-col gap-12 px-4 py-8 sm:px-8">
          <Tokens />
          <Controls />
          <Fields />
          <States />
          <Tables />
          <Overlays />
        </main>
      </div>
    </ToastProvider>
  );
}
