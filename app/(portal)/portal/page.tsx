import type { Metadata } from "next";
import { LiveHome } from "@/components/portal/LivePages";

export const metadata: Metadata = { title: "Home" };

export default function Home() {
  return <LiveHome />;
}
