import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Gallery } from "@/components/gallery/Gallery";

export const metadata: Metadata = { title: "Components" };

/** For those who build screens: `npm run dev`, then /components. What is in production has no such page. */
export default function ComponentsPage() {
  if (process.env.NODE_ENV !== "development") notFound();
  return <Gallery />;
}
