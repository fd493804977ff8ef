import {config} from 'zod/v4/core';

/* Else zod tries whether it may make functions of text, which a strict policy reports. To be imported before the SDK. */
config({jitless: true});
