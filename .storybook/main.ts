import type {StorybookConfig} from '@storybook/web-components-vite';

/** Stories show the sources as they are, and nothing leaves the machine. */
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: {disableTelemetry: true, disableWhatsNewNotifications: true},
  features: {sidebarOnboardingChecklist: false},
  // Storybook bundles all stories into a few large chunks; a warning about their size would not help.
  viteFinal: options => ({...options, build: {...options.build, chunkSizeWarningLimit: 4000}}),
};

export default config;
