import type { Metadata } from "next";
import { LiveProfile } from "@/components/portal/LivePages";

export const metadata: Metadata = { title: "Profile" };

export default function Profile() {
  return <LiveProfile />;
}
