export {expect} from 'chai';
