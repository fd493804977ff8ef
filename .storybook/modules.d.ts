/* What Storybook's bundler makes of files that are no code. */
declare module '*.css';
declare module '*.mdx' {
  const Page: () => unknown;
  export default Page;
}
