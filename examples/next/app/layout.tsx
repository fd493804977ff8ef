import type {Metadata} from 'next';
import type {ReactNode} from 'react';
import {Assistant} from './assistant';

export const metadata: Metadata = {title: 'A flower shop (Next.js)', icons: {icon: 'data:,'}};

export default function Layout({children}: {children: ReactNode}) {
  return (
    <html lang="en">
      <body>
        {children}
        <Assistant />
      </body>
    </html>
  );
}
