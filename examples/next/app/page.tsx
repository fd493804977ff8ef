import Link from 'next/link';

export default function Page() {
  return (
    <main>
      <h1>A flower shop</h1>
      <Link id="link" href="/roses">
        Roses
      </Link>
    </main>
  );
}
