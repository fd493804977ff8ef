import type {StorybookConfig} from '@storybook/web-components-vite';

/** Stories show the sources as they are, and nothing leaves the machine. */
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: {disableTelemetry: true, disableWhatsNewNotifications: true},
  features: {sidebarOnboardingChecklist: false},
  // All stories in a few chunks of Storybook's own size: a warning about them tells nobody anything.
  viteFinal: options => ({...options, build: {...options.build, chunkSizeWarningLimit: 4000}}),
};

export default config;
