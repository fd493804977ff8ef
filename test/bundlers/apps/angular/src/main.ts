import {Component, CUSTOM_ELEMENTS_SCHEMA, provideZoneChangeDetection} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import 'voice-assistant-element/define';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<voice-assistant
    [attr.token-endpoint]="setting('token-endpoint')"
    [attr.realtime-url]="setting('realtime-url')"
    [attr.transport]="setting('transport')"
    [attr.muted]="setting('muted')"
  ></voice-assistant>`,
})
class Root {
  readonly setting = (name: string) => new URLSearchParams(location.search).get(name);
}

void bootstrapApplication(Root, {providers: [provideZoneChangeDetection()]});
