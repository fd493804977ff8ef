import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {withRegion} from '../../../tools/bench/report/region.js';
import {renderTable} from '../../../tools/bench/report/table.js';

describe('renderTable', () => {
  it('sets words to the left and numbers to the right, all lines equally long', () => {
    const table = renderTable(
      [
        {title: 'what', align: 'left'},
        {title: 'ms', align: 'right'},
      ],
      [
        ['baseline', '440'],
        ['ours', '1,451'],
      ],
    );
    assert.equal(
      table,
      ['| what     |    ms |', '| -------- | ----: |', '| baseline |   440 |', '| ours     | 1,451 |'].join(
        '\n',
      ),
    );
  });

  it('leaves missing cells empty', () => {
    const table = renderTable([{title: 'what', align: 'left'}], [[]]);
    assert.equal(table.split('\n')[2], '|      |');
  });
});

describe('withRegion', () => {
  it('replaces what stands between the marks, and keeps the rest', () => {
    const text = 'before\n<!-- a -->\nold\n<!-- /a -->\nafter';
    assert.equal(withRegion(text, 'a', 'new'), 'before\n<!-- a -->\n\nnew\n\n<!-- /a -->\nafter');
  });

  it('fails where there are no marks', () => {
    assert.throws(() => withRegion('nothing', 'a', 'new'), /<!-- a -->/);
  });
});
