import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 责任追究 — penalties, transfers and discipline of the case until every opened item is settled. */
export async function accountability(input: ProcessInput): Promise<void> {
  const process = openProcess('accountability', input);
  await process.stage('itemsSettled', {
    acts: [
      'open-penalty-case', 'decide-penalty', 'serve-penalty', 'publish-penalty', 'pay-penalty', 'notify-hearing-right',
      'request-hearing', 'notify-hearing', 'hold-hearing', 'report-suspected-crime', 'decide-transfer', 'hand-over',
      'police-decision', 'decide-discipline', 'finish-discipline-formalities', 'list-dishonest', 'remove-dishonest',
      'notify-remedies', 'request-reconsideration', 'file-lawsuit', 'apply-enforcement', 'ask-police-notice',
      'receive-police-notice', 'copy-police-notice', 'request-police-review', 'decide-police-review',
      'request-filing-supervision', 'decide-enforcement', 'publish-enforcement', 'decide-power-cut', 'notify-power-cut',
      'lift-power-cut', 'request-hazard-review', 'finish-hazard-review', 'issue-warning-letter', 'submit-rectification-plan',
    ],
    pressedBy: 'penalty-decision',
  });
  await process.finish();
}
