import { DoorClosed } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/ui/EmptyState";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<DoorClosed aria-hidden />}
        isPageTitle
        title="No such page"
        action={
          <Link href="/" className="rounded-sm font-medium text-accent-ink underline underline-offset-4">
            Front page
          </Link>
        }
      >
        There is nothing behind this address.
      </EmptyState>
    </main>
  );
}
